import { Fragment, type ReactNode } from 'react'

const kept = 'hansa-language'

/** The languages that there are, and where their words come from. */
export interface Languages {
  /** Language → its name as its readers know it. */
  readonly names: Readonly<Record<string, string>>
  /** Language → fetches its words, by the English ones. English needs none. */
  readonly words: Readonly<Record<string, () => Promise<Words>>>
  /** How a whole sentence that came from the server is said anew. */
  readonly retold: (sentence: string, words: Words, locale: string) => string
}
type Words = Readonly<Record<string, string>>
let known: Languages = { names: { en: 'English' }, words: {}, retold: (sentence) => sentence }
/** Of the language on screen; English needs none: it is what the code says. */
let words: Words | undefined
let tag = 'en'

/** The language on screen with its region, as the browser's formatters know it. Numbers, dates and money follow it. */
export const locale = (): string => tag

/** Which way the language is read. */
export const direction = (): 'ltr' | 'rtl' => (rightToLeft.has(base(tag)) ? 'rtl' : 'ltr')
/** Hebrew, Arabic, Persian, Urdu, and the language of the tests. */
const rightToLeft = new Set(['he', 'ar', 'fa', 'ur', 'xx'])

const base = (of: string) => of.split('-')[0]!

/**
 * Loads the words of the reader's language. Whatever says words when it is loaded itself is loaded after this.
 * @param otherwise the language for who wishes for none of ours
 * @param wished the reader's languages, the best first; without it, the one chosen earlier here, then the browser's
 */
export async function startLanguage(
  languages: Languages,
  otherwise = 'en',
  wished: readonly string[] = [localStorage.getItem(kept) ?? [], navigator.languages].flat(),
): Promise<void> {
  known = languages
  const language = wished.map(base).find((name) => name in known.names || name in known.words) ?? otherwise
  words = await known.words[language]?.()
  // With the reader's own region where the browser tells one: a Briton's English has a Briton's dates.
  const tags = [...wished, ...navigator.languages].filter((one) => base(one) === language)
  tag = tags.find((one) => one !== language) ?? language
  document.documentElement.lang = locale()
  document.documentElement.dir = direction()
}

/** For the menu: the languages that there are, and the one on screen. */
export const languageChoices = () =>
  Object.entries(known.names).map(([value, label]) => ({ value, label, chosen: base(locale()) === value }))

/** Chooses another language; the page is made anew in it. */
export function chooseLanguage(language: string): void {
  localStorage.setItem(kept, language)
  location.reload()
}

/** What a text's places are filled with. `count` chooses the plural, `defaultValue_one` is the English for one. */
export type Values = Readonly<Record<string, unknown>> & { readonly count?: number; readonly defaultValue_one?: string }

/**
 * A text of the screen in the reader's language. The English itself is the key.
 * `t('Save')`, `t('Hello {name}', { name })`, `t('{count, number} deals', { count, defaultValue_one: '{count} deal' })`
 */
export const t = (text: string, values: Values = {}): string =>
  inWords(text, values).replace(places, (place, name: string, isNumber: string | undefined) => {
    if (!(name in values)) return place
    const value = values[name]
    return isNumber && typeof value === 'number' ? new Intl.NumberFormat(tag).format(value) : textOf(value)
  })
/** `{name}`, `{count, number}` */
const places = /\{(\w+)(, number)?\}/g
const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** The text in the reader's language, its places not filled yet. */
function inWords(text: string, { count, defaultValue_one: one = text }: Values): string {
  if (count === undefined) return words?.[text] ?? text
  const form = new Intl.PluralRules(tag).select(count)
  return words?.[`${text}_${form}`] ?? words?.[`${text}_other`] ?? words?.[text] ?? (count === 1 ? one : text)
}

/** A heading's or label's word inside a sentence: English writes it small there, German keeps its capitals. */
export const inSentence = (word: string): string => (base(locale()) === 'en' ? word.toLowerCase() : word)

/** A sentence that the server kept in English before it knew its reader: why a row was refused, how far a job is. */
export const retold = (sentence: string): string => (words ? known.retold(sentence, words, tag) : sentence)

/** A text with things in it: `rich('See {report}.', { report: <Link …/> })`. A `count` chooses the plural, as in `t`. */
export const rich = (text: string, things: Record<string, ReactNode>, values: Values = {}): ReactNode =>
  inWords(text, values)
    .split(/\{(\w+)(?:, number)?\}/)
    .map((part, index) => <Fragment key={index}>{index % 2 ? things[part] : part}</Fragment>)
