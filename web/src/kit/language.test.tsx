import { renderToStaticMarkup } from 'react-dom/server'
import { afterEach, expect, test, vi } from 'vitest'
import {
  direction,
  inSentence,
  languageChoices,
  locale,
  retold,
  rich,
  startLanguage,
  t,
  type Languages,
} from './language.tsx'

const words = {
  Save: 'Speichern',
  'Hello {name}': 'Hallo {name}',
  '{count, number} deals_one': '{count} Deal',
  '{count, number} deals_other': '{count, number} Deals',
  'See {report} of {day}.': 'Am {day}: {report}.',
}
const languages: Languages = {
  names: { en: 'English', de: 'Deutsch' },
  words: { de: () => Promise.resolve(words), xx: () => Promise.resolve({ Save: '⟦Save⟧' }) },
  retold: (sentence, known) => known[sentence] ?? sentence,
}
const start = async (...wished: string[]) => {
  vi.stubGlobal('document', { documentElement: {} })
  vi.stubGlobal('navigator', { languages: ['fr-FR', 'en-GB', 'de-DE'] })
  await startLanguage(languages, 'en', wished)
  return document.documentElement
}
afterEach(async () => {
  await start('en')
  vi.unstubAllGlobals()
})

test('German reads its dictionary, in the reader’s own region', async () => {
  const root = await start('de')
  expect([t('Save'), t('Hello {name}', { name: '{x} <b>' }), t('Not translated')]).toEqual([
    'Speichern',
    'Hallo {x} <b>',
    'Not translated',
  ])
  expect([locale(), root.lang, root.dir]).toEqual(['de-DE', 'de-DE', 'ltr'])
  expect(languageChoices().map(({ value, chosen }) => [value, chosen])).toEqual([
    ['en', false],
    ['de', true],
  ])
})

test('the first language that is known is taken, English without one', async () => {
  await start('fr-FR', 'de-CH')
  expect(locale()).toBe('de-CH')
  await start('fr')
  expect([locale(), t('Save')]).toEqual(['en-GB', 'Save'])
})

test('plurals follow the language, numbers the locale', async () => {
  const deals = (count: number) => t('{count, number} deals', { count, defaultValue_one: '{count} deal' })
  expect([deals(1), deals(12_345)]).toEqual(['1 deal', '12,345 deals'])
  await start('de')
  expect([deals(1), deals(12_345)]).toEqual(['1 Deal', '12.345 Deals'])
})

test('things stand in a sentence where its translation puts them', async () => {
  await start('de')
  const shown = rich('See {report} of {day}.', { report: <a href="/r">R</a>, day: <b>1</b> })
  expect(renderToStaticMarkup(<>{shown}</>)).toBe('Am <b>1</b>: <a href="/r">R</a>.')
})

test('a label inside a sentence is small in English and keeps its capital in German', async () => {
  expect(inSentence('Deals')).toBe('deals')
  await start('de')
  expect(inSentence('Deals')).toBe('Deals')
})

test('sentences of the server are said anew; the tests’ own language runs from right to left', async () => {
  await start('de')
  expect(retold('Save')).toBe('Speichern')
  await start('xx')
  expect([t('Save'), direction()]).toEqual(['⟦Save⟧', 'rtl'])
})
