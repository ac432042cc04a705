import type { Page } from 'playwright-core'
import { german } from '../contract/src/german.ts'

/** The words of a text, also those of a code: `certification.granted`, `partnerId`. */
const wordsOf = (text: string): string[] =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/\p{L}{2,}/gu) ?? []

/** What the browser itself says: months, days, countries, currencies, time zones, distances in time. */
function wordsOfIntl(locale: string): string[] {
  const names = (type: 'region' | 'currency', codes: readonly string[]) => {
    const of = new Intl.DisplayNames(locale, { type })
    return codes.map((code) => of.of(code) ?? '')
  }
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
  const days = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 1 + month)))
  const distance = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return [
    ...names(
      'region',
      letters.flatMap((a) => letters.map((b) => a + b)),
    ),
    ...names('currency', Intl.supportedValuesOf('currency')),
    ...Intl.supportedValuesOf('currency'),
    ...Intl.supportedValuesOf('timeZone'),
    ...(['long', 'short'] as const).flatMap((month) =>
      days.map((day) => day.toLocaleDateString(locale, { month, weekday: month })),
    ),
    ...(['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const).flatMap((unit) =>
      [-2, -1, 0, 1, 2].map((many) => distance.format(many, unit)),
    ),
    'UTC',
  ].flatMap(wordsOf)
}

/** Names stay as they are in every language. */
const proper = 'Hansa English Deutsch CSV NDJSON UTF Latin Windows API OpenAPI kB MB'.split(' ').flatMap(wordsOf)
const innermost = /⟦[^⟦⟧]*⟧/

/** Reads a page that is shown in the tests' own language, in which every translated text stands in marks. */
export class Marks {
  readonly #page: Page
  readonly #known: Set<string>

  constructor(page: Page, locale: string) {
    this.#page = page
    this.#known = new Set([...wordsOfIntl(locale), ...proper])
    // What comes from the server is data, unless it is a text of the product.
    page.on('response', async (response) => {
      if (!response.url().includes('/api/')) return
      const answer = (await response.json().catch(() => null)) as unknown
      this.#learn(answer)
    })
  }

  #learn(data: unknown): void {
    if (typeof data === 'string') {
      // Whole sentences the server has said itself, in the languages that it knows.
      if (!(data in german) || data.endsWith('.')) for (const word of wordsOf(data)) this.#known.add(word)
    } else if (typeof data === 'object' && data !== null)
      for (const [name, value] of Object.entries(data)) {
        if (/[_.]/.test(name)) this.#learn(name)
        this.#learn(value)
      }
  }

  /** Texts and labels on the page, and its title, that stand outside of the marks and are no data. */
  async outside(): Promise<string[]> {
    const texts = await this.#page.evaluate(() => {
      const style = document.createElement('style')
      style.textContent = 'code, pre { display: none !important }'
      document.head.append(style)
      const labels = [...document.querySelectorAll<HTMLElement>('[aria-label], [title], [placeholder], [alt]')]
        .filter((element) => element.checkVisibility() && !element.closest('svg[aria-hidden]'))
        .flatMap((element) =>
          ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? ''),
        )
      const found = [document.title, document.body.innerText, ...labels]
      style.remove()
      return found
    })
    return [...new Set(texts.flatMap((text) => this.#strangers(text)))]
  }

  #strangers(text: string): string[] {
    let rest = text
    while (innermost.test(rest)) rest = rest.replace(innermost, '\n')
    return rest
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => wordsOf(line).some((word) => !this.#known.has(word)))
  }
}
