/** The languages that people may read Hansa in, by the names that their readers know. English is what the code says. */
export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

/** The best of our languages for a browser's wish, such as `de-AT,de;q=0.9,en;q=0.5`. */
export function languageOf(wish: string | null | undefined): Language {
  const wanted = (wish ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality = ''] = part.trim().split(';q=')
      return { language: tag.split('-')[0]!.toLowerCase(), quality: quality === '' ? 1 : Number(quality) }
    })
    .toSorted((a, b) => b.quality - a.quality)
  return wanted.map(({ language }) => language).find((name): name is Language => name in languages) ?? 'en'
}

/** Marks a text that is translated only where it is shown: `t(roles[role])`. */
export const word = <T extends string>(text: T): T => text

/** A sentence with its values apart, so that it can be said in any language. */
export interface Saying {
  /** English, with `{0}`, `{1}` … where the values go. */
  readonly text: string
  /** Sentences within the sentence are translated too; numbers are written as the reader writes them. */
  readonly values: readonly (string | number | Saying)[]
}

/** A sentence for people: `` say`"${name}" is taken` ``. Years and versions go in as text, so that they stay as they are. */
export const say = (parts: TemplateStringsArray, ...values: Saying['values']): Saying => ({
  text: parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`),
  values,
})

/**
 * Says a sentence.
 * @param words the language's dictionary, English sentence → its own; what it lacks stays English
 * @param locale how numbers are written
 */
export function said(
  sentence: string | Saying,
  words: Readonly<Record<string, string>> = {},
  locale: string = 'en',
): string {
  if (typeof sentence === 'string') return words[sentence] ?? sentence
  return (words[sentence.text] ?? sentence.text).replace(/\{(\d+)\}/g, (whole, index: string) => {
    const value = sentence.values[Number(index)]
    if (value === undefined || typeof value === 'string') return value ?? whole
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : said(value, words, locale)
  })
}
