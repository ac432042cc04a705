import { english } from '@hansa/contract/language'
import {
  closeReasons,
  dealStages,
  forecastCategories,
  type CloseReason,
  type DealStage,
  type ForecastCategory,
} from '@hansa/contract/pipeline'
import { currenciesOfLines } from '../../deals/queries/lines.ts'
import { pipelines, type Pipeline } from '../../deals/queries/pipelines.ts'
import { tellDeals, upsertDeals } from '../../deals/queries/upsert.ts'
import type { GivenDeal, Said } from '../../deals/rules/deal.ts'
import { currencyOf, lineProblem, type GivenLine } from '../../deals/rules/lines.ts'
import type { Fields } from './parse.ts'
import {
  aboutOrganizations,
  code,
  number,
  resolveOthers,
  text,
  type Item,
  type Writer,
  type Writing,
  type Written,
} from './write.ts'

interface Wrong {
  readonly field: string
  readonly reason: string
}
const isWrong = <T extends object>(read: T | Wrong): read is Wrong => 'reason' in read && 'field' in read

/** The stage that a word means: one of the six, or one of the programme's own by its key or name. */
function stageOf(word: string, { stages }: Pipeline): { stage: DealStage; refined?: Said['refined'] } | Wrong {
  const known = code(word)
  const own = stages.find(({ key, name }) => key === known || name.toLowerCase() === word.trim().toLowerCase())
  if (own) {
    const isFirst = stages.find(({ stage }) => stage === own.stage) === own
    return { stage: own.stage, refined: { stage: own.stage, key: isFirst ? null : own.key } }
  }
  if (known in dealStages) return { stage: known as DealStage }
  return {
    field: 'stage',
    reason: english`Stage "${word}" is not one of ${Object.keys(dealStages).join(', ')}; map the source’s words to these`,
  }
}

/** Why a deal was closed. A text that is none of the reasons is kept as “other”, in its words. */
function closeOf(fields: Fields): Pick<Said, 'closeReason' | 'closeNote' | 'competitor'> | Wrong {
  const [word, note] = [text(fields.closeReason), text(fields.lostReason)]
  if (word !== null && !(code(word) in closeReasons))
    return {
      field: 'closeReason',
      reason: english`Reason "${word}" is not one of ${Object.keys(closeReasons).join(', ')}`,
    }
  const said = code(word ?? note ?? '')
  const reason = said in closeReasons ? (said as CloseReason) : note === null ? undefined : 'other'
  return { closeReason: reason, closeNote: note ?? undefined, competitor: text(fields.competitor) ?? undefined }
}

/** The deal that a row tells of, or what is wrong with it. */
function dealOf(
  fields: Fields,
  customerId: string,
  partnerId: string | undefined,
  currency: string,
  all: readonly Pipeline[],
): GivenDeal | Wrong {
  const word = text(fields.stage)!
  const programme = text(fields.programme)
  const pipeline = all.find((it) => (programme ? it.name.toLowerCase() === programme.toLowerCase() : it.isDefault))
  if (!pipeline)
    return {
      field: 'programme',
      reason: english`Programme "${programme}" is not one of ${all.map(({ name }) => name).join(', ')}`,
    }
  const found = stageOf(word, pipeline)
  if (isWrong(found)) return found
  const { stage, refined } = found
  const amount = number(fields.amount)
  if (amount !== null && amount < 0) return { field: 'amount', reason: english`Value ${amount / 100} is below zero` }
  const { closed } = dealStages[stage]
  const close = closed ? closeOf(fields) : {}
  if (isWrong(close)) return close
  const forecast = text(fields.forecast)
  if (forecast !== null && !(code(forecast) in forecastCategories))
    return {
      field: 'forecast',
      reason: english`Forecast category "${forecast}" is not one of ${Object.keys(forecastCategories).join(', ')}`,
    }
  const day = text(fields.stageDay) ?? (closed ? text(fields.closedOn) : null)
  const sourceStage = text(fields.sourceStage) ?? word
  return {
    sourceKey: text(fields.dealKey)!,
    customerId,
    name: text(fields.dealName) ?? undefined,
    partnerId,
    owner: text(fields.owner) ?? undefined,
    value: amount === null ? undefined : { amount, currency: text(fields.currency)?.toUpperCase() ?? currency },
    product: text(fields.product) ?? undefined,
    openedOn: text(fields.openedOn) ?? undefined,
    expectedCloseOn: text(fields.expectedCloseOn) ?? undefined,
    nextStep: text(fields.nextStep) ?? undefined,
    nextStepOn: text(fields.nextStepOn) ?? undefined,
    forecast: forecast === null || closed ? undefined : (code(forecast) as ForecastCategory),
    programmeId: programme === null ? undefined : pipeline.programmeId,
    refined,
    ...close,
    ...(day ? { stages: [{ stage, fromDay: day, sourceStage }] } : { stage: { stage, sourceStage } }),
  }
}

/** Writes what rows know of deals and tells the log; a row of a deal that is not known, and names no customer, comes back. */
async function give(to: Writing, given: readonly { row: number; deal: GivenDeal }[]): Promise<Written[]> {
  const done = await upsertDeals(
    to.db,
    given.map((one) => one.deal),
    to,
  )
  await to.record(await tellDeals(to.db, done, to))
  const outcomes = new Map(done.map((one) => [one.sourceKey, one.outcome]))
  return given.map(({ row, deal }): Written => {
    const outcome = outcomes.get(deal.sourceKey)
    return outcome
      ? { row, outcome }
      : {
          row,
          field: 'dealKey',
          reason: english`There is no deal "${deal.sourceKey}" of this source; import the deals first`,
        }
  })
}

export const deals: Writer = aboutOrganizations('deals', async (to, items) => {
  const partners = await resolveOthers(to, items, { key: 'partnerKey', name: 'partnerName' })
  const all = await pipelines(to.db, to.now)
  const results: Written[] = []
  const given: { row: number; deal: GivenDeal }[] = []
  items.forEach(({ row, fields, organizationId }, i) => {
    const partner = partners[i]
    if (partner && 'problem' in partner)
      return results.push({ row, field: 'partnerName', reason: english`The partner is not clear: ${partner.problem}.` })
    const deal = dealOf(fields, organizationId, partner?.id, to.currency, all)
    return isWrong(deal) ? results.push({ row, ...deal }) : given.push({ row, deal })
  })
  return [...results, ...(await give(to, given))]
})

/** When deals that are known came into which stages: in any order, as often as the source tells it. */
export const stageHistory: Writer = async (to, items) => {
  const [pipeline] = await pipelines(to.db, to.now)
  const results: Written[] = []
  const given: { row: number; deal: GivenDeal }[] = []
  for (const { row, fields } of items) {
    const [word, day] = [text(fields.stage)!, text(fields.day)!]
    const found = stageOf(word, pipeline!)
    if (isWrong(found)) results.push({ row, ...found })
    else if (day > to.day)
      results.push({ row, field: 'day', reason: english`${day} lies in the future; today is ${to.day}` })
    else {
      const fact = { stage: found.stage, fromDay: day, sourceStage: text(fields.sourceStage) ?? word }
      given.push({ row, deal: { sourceKey: text(fields.dealKey)!, stages: [fact] } })
    }
  }
  return [...results, ...(await give(to, given))]
}

/** The line that a row tells of, or what is wrong with it. */
function lineOf({ fields }: Item, partnerId: string | undefined, fallback: string): GivenLine | Wrong {
  const currency = text(fields.currency)?.toUpperCase() ?? fallback
  const quantity = number(fields.quantity) ?? 1
  if (!Number.isInteger(quantity) || quantity < 1)
    return { field: 'quantity', reason: english`Quantity ${quantity} is not a whole number above zero` }
  const [unitPrice, amount] = [number(fields.unitPrice), number(fields.amount)]
  if (unitPrice === null && amount === null)
    return { field: 'amount', reason: english`Amount and unit price are both empty` }
  const below = [unitPrice, amount].find((price) => price !== null && price < 0)
  if (below !== undefined) return { field: 'amount', reason: english`${below! / 100} is below zero` }
  const product = text(fields.product)!
  return {
    product,
    family: text(fields.family),
    quantity,
    unitPrice: unitPrice === null ? null : { amount: unitPrice, currency },
    amount: amount === null ? null : { amount, currency },
    partnerId: partnerId ?? null,
    sourceKey: text(fields.lineKey) ?? product,
  }
}

/** The lines of deals that are known; the same key again is the same line. */
export const lines: Writer = async (to, items) => {
  const partners = await resolveOthers(to, items, { key: 'partnerKey', name: 'partnerName' })
  const results: Written[] = []
  const given: { row: number; deal: GivenDeal }[] = []
  items.forEach((item, i) => {
    const { row, fields } = item
    const partner = partners[i]
    if (partner && 'problem' in partner)
      return results.push({ row, field: 'partnerName', reason: english`The partner is not clear: ${partner.problem}.` })
    const line = lineOf(item, partner?.id, to.currency)
    return isWrong(line)
      ? results.push({ row, ...line })
      : given.push({ row, deal: { sourceKey: text(fields.dealKey)!, lines: [line] } })
  })
  // The lines of a deal are in one currency: of those that are not, none is written.
  const of = Map.groupBy(given, ({ deal }) => deal.sourceKey)
  const kept = await currenciesOfLines(to.db, to.source, [...of.keys()])
  const mixed = new Set(
    [...of.entries()]
      .filter(([key, rows]) => {
        const told = rows.flatMap(({ deal }) => deal.lines ?? [])
        return lineProblem(told) ?? (kept.has(key) && kept.get(key) !== currencyOf(told))
      })
      .map(([key]) => key),
  )
  const isMixed = ({ deal }: (typeof given)[number]) => mixed.has(deal.sourceKey)
  return [
    ...results,
    ...given.filter(isMixed).map(({ row }): Written => ({
      row,
      field: 'currency',
      reason: english`The lines of this deal are in several currencies, or sum to more than can be counted exactly`,
    })),
    ...(await give(
      to,
      given.filter((one) => !isMixed(one)),
    )),
  ]
}
