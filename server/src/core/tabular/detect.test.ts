import iconv from 'iconv-lite'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { detect } from './detect.ts'
import { fixture } from './testing.ts'

const bytes = (text: string) => Buffer.from(text)

describe('the encoding', () => {
  const table = 'name,city\nMüller,Köln\n'
  test.each([
    ['utf-8', false, Buffer.from(table)],
    ['utf-8', true, Buffer.from(`\ufeff${table}`)],
    ['utf-16le', true, iconv.encode(table, 'utf16le', { addBOM: true })],
    ['utf-16le', false, iconv.encode(table, 'utf16le')],
    ['utf-16be', true, iconv.encode(table, 'utf-16be', { addBOM: true })],
    ['utf-16be', false, iconv.encode(table, 'utf-16be')],
    ['latin1', false, iconv.encode(table, 'latin1')],
    ['windows-1252', false, iconv.encode('name,price\nMüller,5 €\n', 'win1252')],
  ] as const)('%s (byte order mark: %s) is recognised', (encoding, bom, head) => {
    expect(detect(head)).toMatchObject({ format: 'csv', encoding, bom, delimiter: ',', compressed: false })
    expect(detect(head).columns[0]).toBe('name')
  })

  test('a character that is cut at the end of the head is still UTF-8', () => {
    const whole = Buffer.from('name\nKöln 😀\n')
    const after = whole.indexOf(0xf0)
    for (const length of [after + 1, after + 2, after + 3]) {
      expect(detect(whole.subarray(0, length))).toMatchObject({ encoding: 'utf-8', confidence: 'likely' })
    }
  })

  test('one broken row does not turn a UTF-8 file into Latin-1, and is announced', () => {
    const many = `name\n${'Köln\n'.repeat(30)}`
    const found = detect(Buffer.concat([bytes(many), Buffer.from([0xe9, 0x0a])]))
    expect(found.encoding).toBe('utf-8')
    expect(found.why.join(' ')).toContain('1 stray byte')
  })

  test('Japanese in UTF-16 without a mark is told by its delimiters', () => {
    expect(detect(iconv.encode('名前,都市\n東京商事,東京\n', 'utf16le')).encoding).toBe('utf-16le')
  })

  test('bytes that neither UTF-8 nor Windows-1252 knows are a guess, and say so', () => {
    expect(detect(Buffer.from([0x6e, 0x0a, 0x81, 0x0a]))).toMatchObject({
      encoding: 'windows-1252',
      confidence: 'guess',
    })
  })
})

describe('the delimiter', () => {
  test.each([
    [',', 'a,b\n1,2\n'],
    [';', 'name;revenue\n"Acme, Inc";1,5\nBeta;2,5\n'],
    [';', 'Name;Note\nAcme, Beta, Gamma;x\n'],
    ['\t', 'a\tb, c\n1\t2\n'],
    ['|', 'a|b\n1,5|2;3\n'],
    [',', 'name,note\n"a;b;c\n;;;",x\n'],
    [';', 'sep=;\nname,x\n'],
  ])('%j is found in %j', (delimiter, text) => {
    expect(detect(bytes(text)).delimiter).toBe(delimiter)
  })

  test('a file of one column is read as one, and says why', () => {
    const found = detect(bytes('domain\nacme.com\nbeta.com\n'))
    expect(found.columns).toEqual(['domain'])
    expect(found.why.join(' ')).toContain('one column')
  })

  test('a record that is cut at the end of the head does not count', () => {
    expect(detect(bytes('a,b,c\n1,2,3\n4,5')).confidence).toBe('likely')
    expect(detect(bytes('a,b,c\n1,2,3\n4,5')).why.at(-1)).toContain('100% of its first 2 records have 3 cells')
  })

  test('rows of uneven width lower the confidence', () => {
    expect(detect(bytes('a,b\n1,2\n1\n1\n')).confidence).toBe('guess')
  })
})

describe('the header', () => {
  test('names that are missing, repeated or unusable are made up, and said', () => {
    const found = detect(fixture('headers.csv'))
    expect(found.columns).toEqual(['name', 'column 2', 'name (2)', 'Close Date', 'name (2) (2)', 'column 6'])
    expect(found.notes).toEqual([
      'Column 2 has no name; it is called "column 2".',
      'Column 3 is named "name", like another before it; it is called "name (2)".',
      'Column 5 is named "name (2)", like another before it; it is called "name (2) (2)".',
      'Column 6 has the unusable name "__proto__"; it is called "column 6".',
    ])
  })

  test.each(['Acme,2018-04-24\n', 'Acme,info@acme.com\n', 'Acme,12.50\n', 'https://acme.com,Acme\n'])(
    'a first row of data (%j) is taken for a missing header',
    (text) => {
      expect(detect(bytes(text)).notes.join(' ')).toContain('looks like data')
    },
  )

  test('years, codes and plain words make a good header', () => {
    expect(detect(bytes('country,2018,2019,ISO 3166\nDE,1,2,3\n')).notes).toEqual([])
  })
})

test('NDJSON is recognised by its first object, and names its columns', () => {
  expect(detect(fixture('events.ndjson'))).toMatchObject({
    format: 'ndjson',
    confidence: 'likely',
    columns: ['id', 'price', 'company.name', 'company.tags', 'open', 'note', 'company'],
  })
})

test('gzip is recognised by its first bytes, whatever the name, also where the head is cut', () => {
  const table = `name;city\n${'Müller;Köln\n'.repeat(50_000)}`
  const packed = gzipSync(Buffer.from(table))
  const expected = { compressed: true, encoding: 'utf-8', delimiter: ';', columns: ['name', 'city'] }
  expect(detect(packed, 'table.csv')).toMatchObject(expected)
  expect(detect(packed.subarray(0, 200), 'table.csv')).toMatchObject(expected)
})

test('Mac line ends are told from line breaks inside quotes', () => {
  expect(detect(fixture('mac-returns.csv')).newline).toBe('\r')
  expect(detect(bytes('a,b\n"x\ry",1\n')).newline).toBe('\n')
})

describe('what is no table is refused with what to do:', () => {
  test.each([
    ['a workbook', Buffer.from('PK\x03\x04rest'), 'partners.xlsx is not a table in text, but an Excel workbook'],
    ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'old Excel workbook'],
    ['a web page named .xls', bytes('<html><table>'), 'is HTML or XML'],
    ['a JSON array', bytes('[\n {"a":1}\n]'), 'is a JSON array; write one object per line'],
    ['JSON over several lines', bytes('{\n "a": 1\n}'), 'JSON spread over several lines'],
    ['an empty file', bytes(''), 'is empty'],
    ['blank lines', bytes('\ufeff\n \n'), 'is empty'],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'UTF-32'],
    ['gzip in gzip', gzipSync(gzipSync(bytes('a,b'))), 'compressed twice'],
    ['damaged gzip', Buffer.from([0x1f, 0x8b, 1, 2, 3]), 'damaged'],
  ])('%s', (_, head, sentence) => {
    expect(() => detect(head, 'partners.xlsx')).toThrow(sentence)
  })
})
