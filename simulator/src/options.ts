import { parseArgs } from 'node:util'
import { dayOf, isoDay, yearsLater, type Day } from './calendar.ts'
import type { World } from './world.ts'

export interface Options {
  readonly world: World
  readonly out: string
  readonly send: { readonly url: string; readonly key: string } | undefined
}

export const usage = `Simulates a partner ecosystem whose truth is known. See docs/simulator.md.

  npm run simulate -- [--partners 200] [--years 3] [--seed 7] [--start 2023-01-01] [--out simulated]
                      [--send http://127.0.0.1:3000 --key hansa_…]

--partners  how many companies the programme meets, 1 to 1,000,000
--years     how long, 1 to 20
--seed      any whole number; the same gives the same files
--start     the first day; without it, as many years ago as --years says, counted from 1 January of this year
--out       the folder for the files: one CSV for each kind of import, and truth.ndjson, which is never sent
--send      also imports the files into a running Hansa, through its API, with the --key of somebody who may import
`

/** A wrong call, in words. */
export class Misuse extends Error {}

/** Reads the command line. @param today only the year of it counts, and only without --start */
export function readOptions(words: readonly string[], today: Day): Options | 'help' {
  const { values } = parse(words)
  if (values.help) return 'help'
  const years = whole('years', values.years, 1, 20)
  const partners = whole('partners', values.partners, 1, 1_000_000)
  const seed = whole('seed', values.seed, -(2 ** 31), 2 ** 31 - 1)
  const start =
    values.start === undefined ? yearsLater(dayOf(`${isoDay(today).slice(0, 4)}-01-01`), -years) : day(values.start)
  const end = yearsLater(start, years)
  if (end > today + 1)
    throw new Misuse(
      `--start ${isoDay(start)} with --years ${years} ends on ${isoDay(end)}, after today (${isoDay(today)}): imports refuse what has not happened. Start earlier.`,
    )
  if ((values.send === undefined) !== (values.key === undefined))
    throw new Misuse('--send and --key belong together: the address of Hansa and an API key from its settings page.')
  if (values.send !== undefined && !URL.canParse(values.send))
    throw new Misuse(`--send is "${values.send}"; it must be an address such as http://127.0.0.1:3000`)
  const send = values.send === undefined ? undefined : { url: values.send.replace(/\/+$/, ''), key: values.key! }
  return { world: { seed, partners, start, end }, out: values.out, send }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        partners: { type: 'string', default: '200' },
        years: { type: 'string', default: '3' },
        seed: { type: 'string', default: '7' },
        start: { type: 'string' },
        out: { type: 'string', default: 'simulated' },
        send: { type: 'string' },
        key: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new Misuse((error as Error).message)
  }
}

function whole(name: string, text: string, least: number, most: number): number {
  const value = Number(text.trim() || 'nothing')
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new Misuse(`--${name} is "${text}"; it must be a whole number from ${least} to ${most.toLocaleString('en')}`)
}

function day(text: string): Day {
  const found = /^(19|20)\d\d-\d\d-\d\d$/.test(text) ? dayOf(text) : NaN
  if (Number.isFinite(found) && isoDay(found) === text) return found
  throw new Misuse(`--start is "${text}"; it must be a day such as 2023-01-01`)
}
