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
  readonly values: readonly (string | number)[]
}

/** A sentence for people: `` say`"${name}" is taken` ``. */
export const say = (parts: TemplateStringsArray, ...values: (string | number)[]): Saying => ({
  text: parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`),
  values,
})

/** Fills a sentence's values into its text, in whichever language that text is. */
export const filled = (text: string, values: Saying['values']): string =>
  text.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole))
