import { globSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { placesIn, textsOf, type Found } from './language.ts'

/** OpenAPI, Prometheus and load balancers are read by programs and their makers. */
const forPrograms = new Set(
  ['http/describe.ts', 'http/operate.ts', 'metrics.ts'].map((path) => `server/src/core/${path}`),
)
const sources = globSync('{web,server,contract}/src/**/*.{ts,tsx}').filter(
  (path) => !/\.test\.tsx?$|\/(?:testing|fixtures|german)(?:\/|\.ts)/.test(path) && !forPrograms.has(path),
)
/** Where every text is for people; elsewhere only what is given as one. */
const isScreen = (path: string) => path.startsWith('web/')
const all = sources.map((path) => textsOf(path, readFileSync(path, 'utf8'), { strict: isScreen(path) }))
const keys = new Map<string, string>(all.flatMap((one) => one.keys).map(({ text, at }) => [text, at]))

const folder = 'contract/src/german'
const dictionaries = readdirSync(folder).map((file) => ({
  file,
  words: Object.entries(JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Record<string, string>),
}))
const entries = dictionaries.flatMap(({ file, words }) => words.map(([key, word]) => ({ file, key, word })))

const told = (found: readonly Found[]) => found.map(({ text, at }) => `${at}  ${JSON.stringify(text)}: ""`)

test('the sources are read', () => {
  expect(sources.length).toBeGreaterThan(300)
  expect(keys.size).toBeGreaterThan(1000)
})

test('every text of the product has its German', () => {
  const known = new Set(entries.map(({ key }) => key))
  const missing = [...keys].filter(([text]) => !known.has(text)).map(([text, at]) => ({ text, at }))
  expect(told(missing), `write these into ${folder}/<capability>.json`).toEqual([])
})

test('no dictionary keeps a text that the product no longer has, or one that another dictionary has', () => {
  const seen = new Map<string, string>()
  const problems = entries.flatMap(({ file, key }) => {
    const other = seen.get(key)
    seen.set(key, file)
    const twice = other === undefined ? [] : [`${file} and ${other} both have ${JSON.stringify(key)}`]
    return keys.has(key) ? twice : [`${file} has ${JSON.stringify(key)}, which nothing says`]
  })
  expect(problems).toEqual([])
})

test('a translation has the places of its text, and says something', () => {
  const wrong = entries.filter(
    ({ key, word }) =>
      word.trim() === '' ||
      (placesIn(key).join() !== placesIn(word).join() && !(key.endsWith('_one') && placesIn(word).length === 0)),
  )
  expect(wrong).toEqual([])
})

test('no text stands outside of the language layer', () => {
  expect(all.flatMap((one) => one.bare).map(({ text, at }) => `${at}  ${text}`)).toEqual([])
})

const of = (source: string, strict = true) => textsOf('x.tsx', source, { strict })

test.each([
  [`t('Save')`, ['Save']],
  [`t('Hello {name}', { name })`, ['Hello {name}']],
  [
    `t('{count, number} deals', { count, defaultValue_one: '{count} deal' })`,
    ['{count, number} deals_one', '{count, number} deals_other'],
  ],
  [`t(isOpen ? 'Close' : 'Open')`, ['Close', 'Open']],
  [`rich('See {report}.', { report: <a>{t('this')}</a> })`, ['See {report}.', 'this']],
  ['wrong(`field`, say`"${id}" is not here`)', ['"{0}" is not here']],
  ['const why = english`${title} is empty`', ['{0} is empty']],
  [`const roles = { a: word('Administrator') }`, ['Administrator']],
])('%s is found by its keys', (source, found) => {
  expect(of(source).keys.map(({ text }) => text)).toEqual(found)
  expect(of(source).bare).toEqual([])
})

test.each([
  [`<p>Nothing found</p>`, 'Nothing found'],
  [`<Button label="close" />`, 'close'],
  [`<Page title={isNew ? 'New deal' : t('Deal')} />`, 'New deal'],
  [`const column = { header: 'Name' }`, 'Name'],
  ['told(`${name} is saved`)', '{0} is saved'],
  [`throw wrong('name', 'is taken')`, 'is taken'],
  [`throw new Refusal('conflict', \`\${name} is taken\`)`, '{0} is taken'],
])('%s is found to be bare', (source, text) => {
  expect(of(source).bare.map((one) => one.text)).toContain(text)
})

test.each([
  `import { x } from 'some words here'`,
  `if (state === 'Some words') throw new Error('a note for developers')`,
  `<a className="one two" style={{ border: '1px solid var(--line)' }} href="/deals" />`,
  `const shape: 'some words' = key`,
])('%s is no text for people', (source) => {
  expect(of(source)).toEqual({ keys: [], bare: [] })
})
