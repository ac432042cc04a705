import type { Random } from '../random.ts'
import { countries, type Country } from './places.ts'
import { customerTrades, industries, partnerTrades, stems } from './parts.ts'

export interface Company {
  readonly name: string
  /** The name without its legal form. */
  readonly core: string
  readonly country: Country
  readonly city: string
  /** Under `.example`, which is reserved: nothing is ever sent there. */
  readonly domain: string
  readonly industry: string
}

/** Larger than any language’s pairs, so that counting in steps of it meets each of them. */
const prime = 7_368_787

/**
 * An invented company. No two numbers give the same name: the number, spread by a prime, counts through all pairs of
 * stem and trade of the language, and when these are used up a second stem is added.
 *
 * @param number unique among all companies of a run
 */
export function companyOf(number: number, what: 'partner' | 'customer', random: Random, near?: Country): Company {
  const country = near ?? random.weighted(countries.map((one) => [one, one.weight] as const))
  const { language } = country
  const { first, second } = stems[language]
  const trades = (what === 'partner' ? partnerTrades : customerTrades)[language]
  const pairs = first.length * second.length
  const all = pairs * trades.length
  const spread = (number * prime) % all
  const stem = (at: number) => first[at % first.length]! + second[Math.floor(at / first.length) % second.length]!
  const round = Math.floor(number / all)
  const trade = Math.floor(spread / pairs)
  const stemmed = round === 0 ? stem(spread) : `${stem(spread)} & ${stem(round * 131)}`
  const core = `${stemmed} ${trades[trade]!}`
  return {
    name: `${core} ${random.pick(country.forms)}`,
    core,
    country,
    city: random.pick(country.cities),
    domain: `${slug(core)}.example`,
    industry: what === 'partner' ? 'Information technology' : industries[trade]!,
  }
}

const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', å: 'aa', ø: 'oe', ł: 'l' }

/** `Grünhagen & Co` → `Gruenhagen & Co`: as a keyboard without the letters writes it. */
export const plain = (text: string): string =>
  text
    .replace(/[äöüßåøł]/g, (letter) => letters[letter]!)
    .replace(/[ÄÖÜÅØŁ]/g, (letter) => {
      const [head = '', ...tail] = letters[letter.toLowerCase()]!
      return head.toUpperCase() + tail.join('')
    })
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')

export const slug = (text: string): string =>
  plain(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** The same company as another hand would have typed it. */
export function variantOf({ name, core, country }: Company, random: Random): string {
  const swapped = () => {
    const at = random.whole(2, Math.max(2, core.indexOf(' ') - 2))
    return `${core.slice(0, at)}${core[at + 1]}${core[at]}${core.slice(at + 2)}`
  }
  const typed = random.weighted([
    [core, 3],
    [`${core} ${country.forms.at(-1)!}`, 2],
    [plain(name) === name ? name.toUpperCase() : plain(name), 3],
    [`${core.replace(' & ', ' and ')} (${country.code})`, 1],
    [swapped(), 2],
  ])
  return typed === name ? core : typed
}
