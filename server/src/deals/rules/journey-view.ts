import type { CustomerJourney, JourneyHappening } from '@hansa/contract/customer-journey'
import { journeyStages, type JourneyStage } from '@hansa/contract/journey-rules'
import { daysFrom, isWithin, type Journey, type JourneyDeal } from './journey.ts'

const stages = Object.keys(journeyStages) as JourneyStage[]

interface Spread {
  first: string
  last: string
  count: number
}
const spread = (days: readonly string[]): Spread => ({
  first: days.reduce((a, b) => (a < b ? a : b)),
  last: days.reduce((a, b) => (a > b ? a : b)),
  count: days.length,
})

interface Around {
  readonly names: ReadonlyMap<string, string>
  readonly roles: readonly { readonly partnerId: string; readonly role: string }[]
  readonly technologies: readonly { readonly organizationId: string; readonly name: string; readonly since: string }[]
}

/** What touched each stage: organizations with their roles, technologies, first and last day, how often. */
export function stagesOf(
  journey: Journey,
  deals: readonly JourneyDeal[],
  { names, roles, technologies }: Around,
): CustomerJourney['stages'] {
  const productOf = new Map(deals.map((deal) => [deal.id, deal.product]))
  const standing = (day: string) =>
    journey.stays.filter(({ from, to }) => from <= day && (to === null || to > day)).at(-1)?.stage ?? 'aware'
  return stages.map((stage) => {
    const touches = journey.touches.filter((touch) => touch.stage === stage)
    const stays = journey.stays.filter((stay) => stay.stage === stage)
    const days = [...touches.map(({ day }) => day), ...stays.map(({ from }) => from)]
    const byPartner = Map.groupBy(touches, (touch) => touch.partnerId)
    const products = Map.groupBy(
      touches.filter(({ dealId }) => productOf.get(dealId ?? '')),
      ({ dealId }) => productOf.get(dealId ?? '')!,
    )
    const related = technologies.filter(({ since }) => standing(since) === stage)
    return {
      stage,
      first: days.length > 0 ? spread(days).first : null,
      last: days.length > 0 ? spread(days).last : null,
      touches: touches.length,
      organizations: [...byPartner]
        .map(([organizationId, its]) => ({
          organizationId,
          name: organizationId && (names.get(organizationId) ?? null),
          roles: [
            ...new Set([
              ...its.flatMap(({ role }) => role ?? []),
              ...roles.filter(({ partnerId }) => partnerId === organizationId).map(({ role }) => role),
            ]),
          ],
          ...spread(its.map(({ day }) => day)),
        }))
        .toSorted((a, b) => b.count - a.count || (a.first < b.first ? -1 : 1)),
      technologies: [
        ...[...products].map(([name, its]) => ({ name, organizationId: null, ...spread(its.map(({ day }) => day)) })),
        ...related.map(({ organizationId, name, since }) => ({
          name,
          organizationId,
          first: since,
          last: since,
          count: 1,
        })),
      ],
    }
  })
}

/** Where the customer stands now, stay by stay, and which of them is a white spot. */
export function openOf(
  journey: Journey,
  deals: readonly JourneyDeal[],
  asOf: string,
  isWhite: (stage: JourneyStage, days: number) => boolean,
): CustomerJourney['open'] {
  const nameOf = new Map(deals.map((deal) => [deal.id, deal.name]))
  return journey.stays
    .filter(({ to }) => to === null)
    .map((stay) => {
      const there = journey.touches.filter(
        (touch) => touch.presence && touch.partnerId !== null && isWithin(stay, touch),
      )
      const days = daysFrom(stay.from, asOf)
      return {
        dealId: stay.dealId,
        dealName: nameOf.get(stay.dealId)!,
        stage: stay.stage,
        since: stay.from,
        days,
        partnerLast: there.length > 0 ? spread(there.map(({ day }) => day)).last : null,
        whiteSpot: there.length === 0 && isWhite(stay.stage, days),
      }
    })
}

/** The furthest stage in which a customer stands. */
export const furthest = (open: readonly { readonly stage: JourneyStage }[]): JourneyStage | null =>
  open.map(({ stage }) => stage).toSorted((a, b) => stages.indexOf(b) - stages.indexOf(a))[0] ?? null

export interface HappeningFilter {
  readonly stage?: JourneyStage | undefined
  readonly organizationId?: string | undefined
  readonly product?: string | undefined
  readonly dealId?: string | undefined
}

/**
 * What happened, newest month first, within a month by stage, the furthest first. `merged`: the same again in one month is
 * told once with its count.
 */
export function happeningsOf(
  journey: Journey,
  deals: readonly JourneyDeal[],
  names: ReadonlyMap<string, string>,
  filter: HappeningFilter,
  merged: boolean,
): JourneyHappening[] {
  const byId = new Map(deals.map((deal) => [deal.id, deal]))
  const about = (dealId: string | null) => ({
    dealId,
    dealName: byId.get(dealId ?? '')?.name ?? null,
    product: byId.get(dealId ?? '')?.product ?? null,
  })
  const touches = journey.touches.map((touch): JourneyHappening => ({
    id: touch.id,
    stage: touch.stage,
    rule: touch.rule,
    month: touch.day.slice(0, 7),
    what: touch.what,
    channel: touch.channel,
    organizationId: touch.partnerId,
    organizationName: touch.partnerId && (names.get(touch.partnerId) ?? null),
    role: touch.role,
    ...about(touch.dealId),
    count: 1,
    first: touch.day,
    last: touch.day,
  }))
  const moves = journey.moves.map((move): JourneyHappening => ({
    id: `${move.dealId}:${move.day}:${move.to}`,
    stage: move.stage,
    rule: move.rule,
    month: move.day.slice(0, 7),
    what: move.to === 'won' || move.to === 'lost' ? move.to : move.isFirst ? 'opened' : 'moved',
    channel: move.to,
    organizationId: null,
    organizationName: null,
    role: null,
    ...about(move.dealId),
    count: 1,
    first: move.day,
    last: move.day,
  }))
  const isWanted = (it: JourneyHappening) =>
    (filter.stage === undefined || it.stage === filter.stage) &&
    (filter.organizationId === undefined || it.organizationId === filter.organizationId) &&
    (filter.product === undefined || it.product === filter.product) &&
    (filter.dealId === undefined || it.dealId === filter.dealId)
  const all = [...touches, ...(filter.organizationId === undefined ? moves : [])].filter(isWanted)
  return (merged ? mergedOf(all) : all).toSorted(inOrder)
}

/** The same again in one month of one stage: how often, and from when to when. */
export function mergedOf<
  T extends Omit<JourneyHappening, 'role' | 'dealName' | 'organizationName' | 'product' | 'rule'>,
>(all: readonly T[]): T[] {
  const groups = Map.groupBy(all, (it) =>
    [it.month, it.stage, it.what, it.channel, it.organizationId, it.dealId].join('|'),
  )
  return [...groups.values()].map((same) => ({
    ...same[0]!,
    count: same.reduce((sum, { count }) => sum + count, 0),
    first: spread(same.map(({ first }) => first)).first,
    last: spread(same.map(({ last }) => last)).last,
  }))
}

/** What stands where in the order, as text that sorts; also the place in the list to go on from. */
export const placeOf = (it: Pick<JourneyHappening, 'month' | 'stage' | 'last' | 'id'>): readonly string[] => [
  it.month,
  String(stages.indexOf(it.stage)),
  it.last,
  it.id,
]
export const isAfter = (a: readonly string[], b: readonly string[]): boolean => {
  const at = a.findIndex((part, i) => part !== b[i])
  return at >= 0 && a[at]! < b[at]!
}
const inOrder = (a: JourneyHappening, b: JourneyHappening) => (isAfter(placeOf(b), placeOf(a)) ? -1 : 1)
