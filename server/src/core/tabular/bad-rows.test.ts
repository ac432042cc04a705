import { expect, test } from 'vitest'
import { writeBadRows } from './bad-rows.ts'
import { detect } from './detect.ts'
import { CSV, fixture, gather, NDJSON, read, rowsOf } from './testing.ts'

const text = async (...args: Parameters<typeof writeBadRows>) =>
  Buffer.concat(await gather(writeBadRows(...args))).toString()

test('bad rows keep their cells, in the columns and with the delimiter of the original, and get their reason', async () => {
  const { found, rows } = await read('ragged.csv')
  const bad = rows.flatMap(({ raw, problem }) => (problem ? [{ raw, reason: problem }] : []))
  const file = await text(bad, { ...found, delimiter: ',' }, found.columns)
  expect(file.split('\r\n')).toEqual([
    '\ufeffname,country,note,reason',
    'Beta,FR,,"The row has 2 cells where the header has 3: ""note"" and what follows it are missing."',
    'Gamma,ES,a,"The row has 4 cells where the header has 3: 1 too many, after ""note"".",b',
    '',
  ])
})

test('a corrected file that fails again has one reason, the new one', async () => {
  const columns = ['name', 'country', 'reason']
  const file = await text([{ raw: 'Acme;Germny;"old; reason"', reason: 'new' }], { ...CSV, delimiter: ';' }, columns)
  expect(file).toBe('\ufeffname;country;reason\r\nAcme;Germny;new\r\n')
})

test('a hostile cell is no formula in the file, and comes back as it was', async () => {
  const file = await text([{ raw: '=cmd(),x', reason: 'No.' }], CSV, ['a', 'b'])
  expect(file).toContain("'=cmd(),x,No.")
  expect(await rowsOf(file, CSV, { unguard: true })).toMatchObject([{ values: { a: '=cmd()', b: 'x', reason: 'No.' } }])
})

test('a cell that was damaged stands in the file as it was meant', async () => {
  const { found, rows } = await read('bad-bytes.csv')
  const bad = rows.filter((row) => row.problem).map(({ raw }) => ({ raw, reason: 'Bytes.' }))
  expect(await text(bad, found, detect(fixture('bad-bytes.csv')).columns)).toContain('Café,Zürich,Bytes.')
})

test('NDJSON stays NDJSON; what is not JSON stands as raw', async () => {
  const bad = [
    { raw: ' {"id": 12345678901234567890} ', reason: 'Too "long".' },
    { raw: '{}', reason: 'Empty.' },
    { raw: '{"id":2,broken}', reason: 'Broken.' },
    { raw: '[1]', reason: 'A list.' },
  ]
  expect((await text(bad, NDJSON, [])).trim().split('\n')).toEqual([
    '{"id": 12345678901234567890,"reason":"Too \\"long\\"."}',
    '{"reason":"Empty."}',
    '{"raw":"{\\"id\\":2,broken}","reason":"Broken."}',
    '{"raw":"[1]","reason":"A list."}',
  ])
})
