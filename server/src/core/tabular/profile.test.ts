import { describe, expect, test } from 'vitest'
import { columnType } from './column-type.ts'
import { profileColumns } from './profile.ts'
import { rowsOf } from './testing.ts'

describe('the type of a column', () => {
  test.each([
    ['n', ['1', '20', '-3'], { type: 'integer' }],
    ['n', ['100.0', '5.0'], { type: 'integer', format: 'point' }],
    ['n', ['1.5', '2'], { type: 'decimal', format: 'point' }],
    ['n', ['1,5', '1.234,25'], { type: 'decimal', format: 'comma' }],
    ['Umsatz', ['1.234,50', '58,90'], { type: 'money', format: 'comma' }],
    ['AnnualRevenue', ['1.03444E11', '8.8519E10'], { type: 'money' }],
    ['x', ['R$ 58,90', 'R$ 1.000,00'], { type: 'money', format: 'comma' }],
    ['x', ['5.00 EUR', '(12.00) EUR'], { type: 'money', format: 'point' }],
    ['x', ['POP-1', 'COF-3'], { type: 'text' }],
    ['zip', ['13023', '80525'], { type: 'text' }],
    ['code', ['00123', '45678'], { type: 'text' }],
    ['phone', ['6080650532'], { type: 'text' }],
    ['d', ['2018-04-24', '2019-01-01'], { type: 'date', format: 'ymd' }],
    ['d', ['2018-04', '2018-05'], { type: 'date', format: 'ymd' }],
    ['d', ['24/04/2018', '03/04/2018'], { type: 'date', format: 'dmy' }],
    ['d', ['04/24/2018', '03/04/2018'], { type: 'date', format: 'mdy' }],
    ['d', ['2018-04-24 00:00:00', '2018-04-25 00:00:00'], { type: 'date', format: 'ymd' }],
    [
      'd',
      ['2017-09-19 09:45:35+00:00', '2017-09-20 00:00:00+00:00', '2017-09-20 10:00:00+00:00'],
      { type: 'datetime', format: 'ymd' },
    ],
    ['date', ['19970101', '19970118'], { type: 'date' }],
    ['sales', ['19970101', '19970118'], { type: 'integer' }],
    ['b', ['true', 'false'], { type: 'boolean' }],
    ['b', ['Ja', 'Nein'], { type: 'boolean' }],
    ['flag', ['0', '1'], { type: 'integer' }],
    ['is_active', ['0', '1'], { type: 'boolean' }],
    ['m', ['ann@acme.com', 'bob@beta.de'], { type: 'email' }],
    ['w', ['https://acme.com', 'http://beta.de/x'], { type: 'url' }],
    ['w', ['acme.com', 'shop.beta.co.uk'], { type: 'domain' }],
    ['c', ['DE', 'US', 'BR'], { type: 'country' }],
    ['c', ['Germany', 'United States'], { type: 'country' }],
    ['state', ['SP', 'RJ', 'MG', 'PR'], { type: 'text' }],
    ['seller', ['3442f8959a84dea7ee197c632cb2df15'], { type: 'id' }],
    ['Product', ['d47e6f00-24c0-455a-a82d-a8ea64d58fe8'], { type: 'id' }],
    ['OWNER', ['005x0000000fNSiAAM'], { type: 'id' }],
    ['order_item_id', ['1', '2'], { type: 'id' }],
    ['AccountId', ['A 1', 'B 2'], { type: 'text' }],
    ['note', ['call back', '12'], { type: 'text' }],
  ] as const)('%s %j: %j', (name, values, found) => {
    expect(columnType(name, values)).toMatchObject(found)
  })

  test('an order of dates that nothing tells is assumed, and the assumption said', () => {
    expect(columnType('d', ['03/04/2018', '05/06/2018'])).toEqual({
      type: 'date',
      fits: 1,
      format: 'dmy',
      note: 'No date tells whether the day or the month comes first; the day is assumed to.',
    })
    expect(columnType('d', ['03/03/2018', '24 Apr 2018'])).not.toHaveProperty('note')
  })

  test('so is a decimal mark', () => {
    expect(columnType('n', ['1,234', '5,678'])).toMatchObject({
      type: 'integer',
      format: 'point',
      note: expect.stringContaining('"1,234" can be read'),
    })
    expect(columnType('n', ['1,234', '1,234.5'])).not.toHaveProperty('note')
  })

  test('misspelt countries are countries, and named', () => {
    expect(columnType('office', ['Germany', 'Philipines', 'France', 'Italy', 'Spain', 'Chile'])).toEqual({
      type: 'country',
      fits: 1,
      note: 'Nearly countries, and to be corrected: "Philipines".',
    })
  })

  test('one slip among many does not hide it, and is counted', () => {
    const countries = ['Germany', 'France', 'Spain', 'Italy', 'Chile', 'Peru', 'Kenya', 'China', 'Japan', 'Atlantis']
    expect(columnType('office', countries)).toEqual({ type: 'country', fits: 0.9 })
    expect(columnType('office', [...countries, 'Mordor'])).toMatchObject({ type: 'text' })
  })
})

test('a profile tells how full and how varied each column is', async () => {
  const rows = await rowsOf(
    `id,tier,note\n${Array.from({ length: 1_200 }, (_, i) => `P${i},${i % 3 ? 'Gold' : ''},`).join('\n')}\nbroken`,
  )
  expect(profileColumns(rows)).toEqual([
    { name: 'id', type: 'id', fits: 1, samples: ['P0', 'P1', 'P2', 'P3', 'P4'], filled: 1, distinct: 1_000 },
    { name: 'tier', type: 'text', fits: 1, samples: ['Gold'], filled: 800 / 1_200, distinct: 1 },
    { name: 'note', type: 'text', fits: 1, note: 'The column is empty.', samples: [], filled: 0, distinct: 0 },
  ])
})

test('the columns stand in the order of the file, also where their names are numbers', async () => {
  const rows = await rowsOf('name,2019,2018\nAcme,1,2\n')
  expect(profileColumns(rows, ['name', '2019', '2018']).map(({ name }) => name)).toEqual(['name', '2019', '2018'])
})
