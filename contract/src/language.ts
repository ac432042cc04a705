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
export const say = (
  parts: TemplateStringsArray,
  ...values: (Saying['values'][number] | null | undefined)[]
): Saying => ({
  text: parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`),
  values: values.map((value) => value ?? ''),
})

/** A word of ours inside a sentence, to be translated with it: `` say`it stands at ${term(stage.name)}` ``. */
export const term = (text: string): Saying => ({ text, values: [] })

/**
 * A sentence that is kept as text before its reader is known: in a row, a report, a file. Screens say it anew by `retold`.
 * `` english`${field} is empty` ``
 */
export const english = (parts: TemplateStringsArray, ...values: (string | number | null | undefined)[]): string =>
  String.raw({ raw: parts }, ...values)

type Words = Readonly<Record<string, string>>

/**
 * Says a sentence.
 * @param words the language's dictionary, English sentence → its own; what it lacks stays English
 * @param locale how numbers are written
 */
export function said(sentence: string | Saying, words: Words = {}, locale: string = 'en'): string {
  if (typeof sentence === 'string') return words[sentence] ?? sentence
  if (sentence.values.length === 0) return retold(sentence.text, words, locale)
  return (words[sentence.text] ?? sentence.text).replace(/\{(\d+)\}/g, (whole, index: string) => {
    const value = sentence.values[Number(index)]
    if (value === undefined || typeof value === 'string') return value ?? whole
    return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : said(value, words, locale)
  })
}

interface Pattern {
  readonly key: string
  readonly reads: RegExp
  /** Letters of its own: `{0} is {1}.` would read almost anything. */
  readonly letters: number
}

/** The sentences of a dictionary that have values in them, the most telling first. */
const patterns = new WeakMap<Words, readonly Pattern[]>()
function patternsOf(words: Words): readonly Pattern[] {
  const known = patterns.get(words)
  if (known) return known
  const made = Object.keys(words)
    .filter((key) => /\{\d+\}/.test(key))
    .map((key) => ({
      key,
      reads: new RegExp(`^${key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\\\{\d+\\\}/g, '(.+?)')}$`, 's'),
      letters: key.replace(/[^a-z]/gi, '').length,
    }))
    .filter(({ letters }) => letters >= 2)
    .toSorted((a, b) => b.letters - a.letters)
  patterns.set(words, made)
  return made
}
/** From so many letters on, a pattern is surer than a joint. */
const telling = 6

/** As English writes them: `12,345`. */
const thousands = /^\d{1,3}(?:,\d{3})+$/
/** How sentences are put together of others: a title before it, a quoted value before it, one after the other. */
const joints = [/^([^:"“]{1,80})(: )(.+)$/s, /^("[^]*?"|“[^]*?”)( )(.+?)(\.)(?:( )(.+))?$/s, /^(.+?[.?])( )(.+)$/s]

/**
 * Says a sentence anew that was kept in English by `english`. What the dictionary does not know stays as it is.
 * @example retold('Country is empty', { '{0} is empty': '{0} ist leer', Country: 'Land' }) // 'Land ist leer'
 */
export function retold(sentence: string, words: Words, locale = 'en'): string {
  const whole = words[sentence]
  if (whole !== undefined) return whole
  const anew = (part: string): string =>
    thousands.test(part) ? Number(part.replaceAll(',', '')).toLocaleString(locale) : retold(part, words, locale)
  const by = (tried: readonly Pattern[]): string | undefined => {
    for (const { reads, key } of tried) {
      const found = reads.exec(sentence)
      if (found) return filled(words[key]!, key, found.slice(1).map(anew))
    }
    return undefined
  }
  const all = patternsOf(words)
  const sure = by(all.filter(({ letters }) => letters >= telling))
  if (sure !== undefined) return sure
  for (const joint of joints) {
    const parts = (joint.exec(sentence) ?? []).slice(1).filter((part) => part !== undefined)
    const said = parts.map(anew)
    if (said.some((part, index) => part !== parts[index])) return said.join('')
  }
  return by(all.filter(({ letters }) => letters < telling)) ?? sentence
}

/** The values stand in the order of the English sentence, which its translation need not keep. */
function filled(text: string, key: string, values: readonly string[]): string {
  const order = [...key.matchAll(/\{(\d+)\}/g)].map((match) => match[1]!)
  return text.replace(/\{(\d+)\}/g, (place, index: string) => {
    return values[order.indexOf(index)] ?? place
  })
}
