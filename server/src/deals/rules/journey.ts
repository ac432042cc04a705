import { dealStages, type DealStage } from '@hansa/contract/deals'
import {
  journeyStages,
  touchKinds,
  type CustomerStanding,
  type JourneyPhase,
  type JourneyRow,
  type JourneyRules,
  type JourneyStage,
  type TouchKind,
} from '@hansa/contract/journey-rules'
import { stageHistory, type StageFact } from './stages.ts'

/** A deal of the customer, as the journey reads it. */
export interface JourneyDeal {
  readonly id: string
  readonly name: string
  readonly product: string | null
  readonly openedOn: string
  readonly amount: number | null
  readonly currency: string | null
  readonly stages: readonly StageFact[]
}

/** Something that touched the customer, before anybody said in which stage. */
export interface RawTouch {
  readonly id: string
  readonly day: string
  readonly what: TouchKind
  /** Null for the vendor itself. */
  readonly partnerId: string | null
  readonly role: string | null
  readonly channel: string | null
  /** Null where it is about the customer, not about one deal. */
  readonly dealId: string | null
}

export interface Touch extends RawTouch {
  readonly stage: JourneyStage
  /** The row of the table that said so. */
  readonly rule: string
  readonly presence: boolean
}

export interface Stay {
  readonly dealId: string
  readonly stage: JourneyStage
  readonly from: string
  readonly to: string | null
  readonly went: boolean | null
}

/** A deal that came to a stage of the pipeline. */
export interface Move {
  readonly dealId: string
  readonly day: string
  readonly to: DealStage
  readonly isFirst: boolean
  readonly stage: JourneyStage
  readonly rule: string
}

export interface Journey {
  readonly stays: readonly Stay[]
  readonly touches: readonly Touch[]
  readonly moves: readonly Move[]
}

/** What the table is asked: what happened, where the deal stood, what the customer had bought before. */
export interface Question {
  readonly touch: TouchKind
  readonly deal: JourneyPhase
  readonly customer: CustomerStanding
  /** Null unless the deal is won. */
  readonly daysSinceWin: number | null
}

const fits = <T>(wanted: readonly T[], value: T) => wanted.length === 0 || wanted.includes(value)

/** The first row of the table that holds. The last row has no conditions, so there is one. */
export const rowFor = (rows: readonly JourneyRow[], asked: Question): JourneyRow =>
  rows.find(
    (row) =>
      fits(row.touch, asked.touch) &&
      fits(row.deal, asked.deal) &&
      fits(row.customer, asked.customer) &&
      (row.daysSinceWin === null || (asked.daysSinceWin !== null && asked.daysSinceWin <= row.daysSinceWin)),
  ) ?? rows.at(-1)!

const order = Object.keys(journeyStages)
const isLater = (a: JourneyStage, b: JourneyStage) => order.indexOf(a) > order.indexOf(b)

export const daysFrom = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)

interface Known extends JourneyDeal {
  readonly history: readonly StageFact[]
  readonly wonOn: string | null
  readonly customer: CustomerStanding
}

/** Deals with what the customer had bought when each was opened. */
function knownDeals(deals: readonly JourneyDeal[]): Known[] {
  const all = deals.map((deal) => {
    const history = stageHistory(deal.stages)
    return { ...deal, history, wonOn: history.findLast(({ stage }) => stage === 'won')?.fromDay ?? null }
  })
  return all.map((deal) => {
    const bought = all.filter((other) => other.id !== deal.id && other.wonOn !== null && other.wonOn <= deal.openedOn)
    const same = bought.some((other) => other.product === deal.product)
    return { ...deal, customer: bought.length === 0 ? 'new' : same ? 'same_product' : 'other_product' }
  })
}

const phaseOn = (deal: Known, day: string): DealStage =>
  (deal.history.findLast(({ fromDay }) => fromDay <= day) ?? deal.history[0]!).stage

/** The deal that a touch of the customer itself belongs to: the newest that was open on the day, else the last one won. */
function dealOn(deals: readonly Known[], day: string): Known | undefined {
  const known = deals.filter((deal) => deal.openedOn <= day)
  const newest = (some: readonly Known[]) => some.toSorted((a, b) => (a.openedOn < b.openedOn ? -1 : 1)).at(-1)
  return (
    newest(known.filter((deal) => !dealStages[phaseOn(deal, day)].closed)) ??
    newest(known.filter((deal) => phaseOn(deal, day) === 'won'))
  )
}

const asked = (deal: Known | undefined, day: string, touch: TouchKind): Question => {
  const phase = deal ? phaseOn(deal, day) : 'none'
  const won = phase === 'won' && deal?.wonOn
  return {
    touch,
    deal: phase,
    customer: deal?.customer ?? 'new',
    daysSinceWin: won ? Math.max(0, daysFrom(won, day)) : null,
  }
}

/**
 * Reads a customer's history as a journey, up to and with `asOf`: every touch with its stage and the row of the table that
 * said so, how long each deal stood in which stage, and the moves of deals.
 */
export function journeyOf(
  facts: { readonly deals: readonly JourneyDeal[]; readonly touches: readonly RawTouch[] },
  rules: Pick<JourneyRules, 'rows'>,
  asOf: string,
): Journey {
  const deals = knownDeals(
    facts.deals.flatMap((deal) => {
      const stages = deal.stages.filter(({ fromDay }) => fromDay <= asOf)
      return deal.openedOn <= asOf && stages.length > 0 ? [{ ...deal, stages }] : []
    }),
  )
  const byId = new Map(deals.map((deal) => [deal.id, deal]))
  const touches = facts.touches.flatMap((touch): Touch[] => {
    if (touch.day > asOf || (touch.dealId !== null && !byId.has(touch.dealId))) return []
    const deal = touch.dealId === null ? dealOn(deals, touch.day) : byId.get(touch.dealId)
    const { stage, key } = rowFor(rules.rows, asked(deal, touch.day, touch.what))
    return [{ ...touch, dealId: deal?.id ?? null, stage, rule: key, presence: touchKinds[touch.what].presence }]
  })
  const moves = deals.flatMap((deal) =>
    deal.history.map((fact, i): Move => {
      const { stage, key } = rowFor(rules.rows, asked(deal, fact.fromDay, 'contact'))
      return { dealId: deal.id, day: fact.fromDay, to: fact.stage, isFirst: i === 0, stage, rule: key }
    }),
  )
  return { stays: deals.flatMap((deal) => staysOf(deal, deals, touches, rules)), touches, moves }
}

/** Open stages of one deal that lead to the same stage of the journey are one stay; a first win is followed by adopting. */
function staysOf(
  deal: Known,
  deals: readonly Known[],
  touches: readonly Touch[],
  rules: Pick<JourneyRules, 'rows'>,
): Stay[] {
  const stays: Stay[] = []
  deal.history.forEach((fact, i) => {
    const day = i === 0 && deal.openedOn < fact.fromDay ? deal.openedOn : fact.fromDay
    const last = stays.at(-1)
    const end = (went: boolean | null) => {
      if (last && last.to === null) stays[stays.length - 1] = { ...last, to: day, went }
    }
    if (fact.stage === 'lost') return end(false)
    if (fact.stage === 'won') {
      end(true)
      if (deal.customer === 'new') stays.push(adopting(deal, fact.fromDay, deals, touches))
      return
    }
    const { stage } = rowFor(rules.rows, asked(deal, fact.fromDay, 'contact'))
    if (last?.stage === stage && last.to === null) return
    end(last ? isLater(stage, last.stage) || null : null)
    stays.push({ dealId: deal.id, stage, from: day, to: null, went: null })
  })
  return stays
}

/** A customer adopts what it bought first until it expands or renews. */
function adopting(deal: Known, won: string, deals: readonly Known[], touches: readonly Touch[]): Stay {
  const more = deals.filter((other) => other.customer !== 'new' && other.openedOn > won).map((other) => other.openedOn)
  const paid = touches
    .filter(
      (touch) => (touch.what === 'renewal' || touch.what === 'sale') && touch.stage !== 'decide' && touch.day > won,
    )
    .map((touch) => touch.day)
  const to = [...more, ...paid].toSorted()[0] ?? null
  return { dealId: deal.id, stage: 'adopt', from: won, to, went: to === null ? null : true }
}

/** Whether somebody was there within a stay: its own deal, its own stage, before it ended. */
export const isWithin = (stay: Stay, touch: Pick<Touch, 'dealId' | 'stage' | 'day'>): boolean =>
  touch.dealId === stay.dealId &&
  touch.stage === stay.stage &&
  touch.day >= stay.from &&
  (stay.to === null || touch.day < stay.to || touch.day === stay.from)

/** In which stay each touch of a partner that was there itself falls, and the first such day of each stay. */
export function presencesOf({ stays, touches }: Pick<Journey, 'stays' | 'touches'>) {
  const stay = new Map<Touch, Stay>()
  const firstDay = new Map<Stay, string>()
  const byDeal = Map.groupBy(stays, ({ dealId }) => dealId)
  for (const touch of touches) {
    if (!touch.presence || touch.partnerId === null) continue
    const found = byDeal.get(touch.dealId ?? '')?.find((one) => isWithin(one, touch))
    if (!found) continue
    stay.set(touch, found)
    const first = firstDay.get(found)
    if (first === undefined || touch.day < first) firstDay.set(found, touch.day)
  }
  return { stay, firstDay }
}
