import { createInstance, type TOptions } from 'i18next'
import { Fragment, type ReactNode } from 'react'

const texts = createInstance()
const kept = 'hansa-language'

/** The language on screen, as the browser's formatters know it. Numbers, dates and money follow it. */
export const locale = (): string => texts.language || 'en'

/**
 * Loads the words of a language, before anything that says some is loaded. English needs none: it is what the code says.
 * @param wanted a language such as `de`; without it, the one chosen earlier here, or the browser's
 */
export async function startLanguage(
  load: (language: string) => Promise<Record<string, string>>,
  wanted: string = localStorage.getItem(kept) ?? navigator.language,
): Promise<void> {
  const language = wanted.split('-')[0]!
  await texts.init({
    lng: wanted,
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
    resources: { [language]: { translation: language === 'en' ? {} : await load(language) } },
  })
  document.documentElement.lang = wanted
  document.documentElement.dir = texts.dir(wanted)
}

/** Chooses another language; the page is made anew in it. */
export function chooseLanguage(language: string): void {
  localStorage.setItem(kept, language)
  location.reload()
}

/**
 * A text of the screen in the reader's language. The English itself is the key.
 * `t('Save')`, `t('Hello {name}', { name })`, `t('{count, number} deals', { count, defaultValue_one: '{count} deal' })`
 */
export const t = (text: string, values?: TOptions): string => texts.t(text, { ...values, defaultValue: text })

/** A text with things in it: `rich('See {report}.', { report: <Link …/> })`. */
export const rich = (text: string, things: Record<string, ReactNode>): ReactNode =>
  t(text, { skipInterpolation: true })
    .split(/\{(\w+)\}/)
    .map((part, index) => <Fragment key={index}>{index % 2 ? things[part] : part}</Fragment>)
