import * as segmentApi from '@hansa/contract/journey-segments'
import { say } from '@hansa/contract/language'
import { partnerTypes, type PartnerType } from '@hansa/contract/partners'
import { today } from '../../core/calendar.ts'
import { wrong } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { kept, keptAlready } from '../../core/kept.ts'
import { readerState } from '../queries/journey-copy.ts'
import { journeyRules, namesOf } from '../queries/journey-facts.ts'
import * as segments from '../queries/journey-segment.ts'
import * as spots from '../queries/journey-spots.ts'
import * as figures from '../rules/journey-figures.ts'

/** How many partners the matrix shows beside each other. */
const widest = 10

/** The day that is looked at: the one asked for, which must have come, or today. */
export async function journeyDay({ db, now }: Context, asOf: string | undefined): Promise<string> {
  const day = await today(db, now)
  if (asOf !== undefined && asOf > day) throw wrong('asOf', say`${asOf} has not come yet; the latest is ${day}`)
  return asOf ?? day
}

/** What took longer than this to work out is given again for ten minutes, however the copy changes meanwhile. */
const slowMs = 2000
const again = 600_000

/** Worked out once for each edition of the copy: the figures of a segment change when the copy does. */
async function once<T>({ db, principal, now }: Context, question: unknown, work: () => Promise<T>): Promise<T> {
  const { edition } = await readerState(db)
  const { version } = await journeyRules(db, now)
  const asked = ['journeys', principal.ecosystemId, version, question]
  const slow = [...asked, 'slow', Math.floor(now.getTime() / again)]
  const answer = keptAlready<T>(slow)
  if (answer !== undefined) return answer
  const began = performance.now()
  const fresh = await kept([...asked, edition], work)
  return performance.now() - began > slowMs ? kept(slow, async () => fresh) : fresh
}

/** How soon partners are usually there, by stage. */
export const arrivals = (ctx: Context, asOf: string, type?: string): Promise<figures.Arrivals> =>
  once(ctx, ['arrivals', asOf, type], async () => figures.arrivalsOf(await spots.firstTouches(ctx.db, asOf, type)))

const nameOfColumn = (key: string, names: ReadonlyMap<string, string>): string =>
  names.get(key) ?? partnerTypes[key as PartnerType] ?? key

export const journeySegments: Route[] = [
  handle(segmentApi.readJourneyMatrix, async (ctx, { by, asOf: asked, ...filters }) => {
    const { db, now } = ctx
    const segment = { ...filters, asOf: await journeyDay(ctx, asked) }
    const { cells, columns, readAt } = await once(ctx, ['matrix', by, segment], async () => {
      const tallies = await segments.matrixTallies(db, segment, by)
      const found = figures.columnsOf(tallies, widest)
      return {
        readAt: (await readerState(db)).readAt,
        columns: found,
        cells: figures.cellsOf(tallies, ['all', 'any', 'none', ...found]),
      }
    })
    const names = by === 'partner' ? await namesOf(db, columns) : new Map<string, string>()
    return {
      asOf: segment.asOf,
      rulesVersion: (await journeyRules(db, now)).version,
      readAt,
      columns: columns.map((key) => ({ key, name: nameOfColumn(key, names), isPartner: by === 'partner' })),
      cells,
      options: await once(ctx, ['options'], () => segments.segmentOptions(db)),
    }
  }),
  handle(segmentApi.listJourneyCustomers, async (ctx, { asOf, ...ask }) =>
    segments.matrixCustomers(ctx.db, { ...ask, asOf: await journeyDay(ctx, asOf) }),
  ),
  handle(segmentApi.listWhiteSpots, async (ctx, { currency: wanted, asOf: asked, ...ask }) => {
    const { db, now } = ctx
    const asOf = await journeyDay(ctx, asked)
    const { rules } = await journeyRules(db, now)
    const usual = await arrivals(ctx, asOf, ask.type)
    const open = await spots.openCurrencies(db, asOf)
    const currencies = open.flatMap(({ currency }) => currency ?? [])
    const currency = wanted ?? currencies[0] ?? null
    const ages = figures.whiteAges(usual, rules.whiteSpot)
    const list =
      currency === null
        ? { items: [], next: null, total: 0 }
        : await spots.whiteSpots(db, { ...ask, asOf, currency, ages })
    return {
      ...list,
      items: list.items.map(({ amount, currency: of, ...spot }) => ({
        ...spot,
        value: { amount, currency: of },
        usual: figures.usualBy(usual, spot.stage, spot.days),
      })),
      asOf,
      readAt: (await readerState(db)).readAt,
      currency,
      currencies,
      withoutValue: open.find((one) => one.currency === null)?.count ?? 0,
    }
  }),
  handle(segmentApi.listSegmentSpots, async (ctx, { asOf: asked }) => {
    const { db, now } = ctx
    const asOf = await journeyDay(ctx, asked)
    const { rules } = await journeyRules(db, now)
    const found = await once(ctx, ['segment spots', asOf], async () =>
      figures.segmentSpots(await segments.segmentTallies(db, asOf), rules.whiteSpot),
    )
    return { asOf, looked: found.looked, items: found.items.slice(0, 100) }
  }),
]
