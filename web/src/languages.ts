import { languages, retold } from '@hansa/contract/language'
import type { Languages } from './kit/language.tsx'

const german = async () => (await import('@hansa/contract/german')).german

/** The languages of the product. The words of each are fetched only by those who read it. */
export const known: Languages = {
  names: languages,
  words: { de: german, xx: marked },
  retold,
}

/**
 * For tests: every text that goes through the layer stands in marks, is longer than in English, and is set from right to
 * left. What stands outside the marks is data, or was forgotten.
 */
async function marked(): Promise<Record<string, string>> {
  const entries = Object.keys(await german()).map((key) => {
    const text = key.replace(/_(?:one|other)$/, '')
    return [key, `⟦${text}${'·'.repeat(Math.min(6, text.length / 3))}⟧`]
  })
  return Object.fromEntries(entries) as Record<string, string>
}
