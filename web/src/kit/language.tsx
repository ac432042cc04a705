import { createInstance, type TOptions } from 'i18next'
import { Fragment, type ReactNode } from 'react'

const texts = createInstance()
// English needs no words: it is what the code says.
void texts.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  resources: {},
})
const kept = 'hansa-language'

/** The languages that there are, and where their words come from. */
export interface Languages {
  /** Language → its name as its readers know it. */
  readonly names: Readonly<Record<string, string>>
  /** Language → fetches its words, by the English ones. English needs none. */
  readonly words: Readonly<Record<string, () => Promise<Words>>>
  /** How a whole sentence that came from the server is said anew. */
  readonly retold: (sentence: string, words: Words) => string
}
type Words = Readonly<Record<string, string>>
let known: Languages = { names: { en: 'English' }, words: {}, retold: (sentence) => sentence }
let words: Words | undefined

/** The language on screen with its region, as the browser's formatters know it. Numbers, dates and money follow it. */
export const locale = (): string => texts.language

/** Which way the language is read. */
export const direction = (): 'ltr' | 'rtl' => (texts.language === 'xx' ? 'rtl' : texts.dir())

const base = (tag: string) => tag.split('-')[0]!

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
  if (words) texts.addResourceBundle(language, 'translation', words)
  // With the reader's own region where the browser tells one: a Briton's English has a Briton's dates.
  const tags = [...wished, ...navigator.languages].filter((tag) => base(tag) === language)
  await texts.changeLanguage(tags.find((tag) => tag !== language) ?? language)
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

/**
 * A text of the screen in the reader's language. The English itself is the key.
 * `t('Save')`, `t('Hello {name}', { name })`, `t('{count, number} deals', { count, defaultValue_one: '{count} deal' })`
 */
export const t = (text: string, values?: TOptions): string => texts.t(text, { ...values, defaultValue: text })

/** A heading's or label's word inside a sentence: English writes it small there, German keeps its capitals. */
export const inSentence = (word: string): string => (base(locale()) === 'en' ? word.toLowerCase() : word)

/** A sentence that the server kept in English before it knew its reader: why a row was refused, how far a job is. */
export const retold = (sentence: string): string => (words ? known.retold(sentence, words) : sentence)

/** A text with things in it: `rich('See {report}.', { report: <Link …/> })`. A `count` chooses the plural, as in `t`. */
export const rich = (text: string, things: Record<string, ReactNode>, values?: TOptions): ReactNode =>
  t(text, { ...values, skipInterpolation: true })
    .split(/\{(\w+)(?:, \w+)?\}/)
    .map((part, index) => <Fragment key={index}>{index % 2 ? things[part] : part}</Fragment>)
