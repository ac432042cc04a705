import { german } from '@hansa/contract/german'
import { retold, said, type Language, type Saying } from '@hansa/contract/language'

const words: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en: {}, de: german }

/** A sentence in a reader's language; what has no translation stays English. */
export const inLanguage = (sentence: string | Saying, language: Language): string =>
  typeof sentence === 'string' ? retold(sentence, words[language], language) : said(sentence, words[language], language)
