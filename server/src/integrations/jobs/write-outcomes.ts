import { english } from '@hansa/contract/language'
import { RevenueKind } from '@hansa/contract/revenue'
import { insertRevenue, type GivenRevenue } from '../../deals/queries/insert-revenue.ts'
import { revenueEvents } from '../../deals/rules/revenue.ts'
import { tellCertifications, upsertCertifications } from '../../enablement/queries/upsert.ts'
import type { GivenCertification } from '../../enablement/rules.ts'
import { tellSatisfaction, upsertSatisfaction } from '../../feedback/queries.ts'
import {
  aboutOrganizations,
  code,
  fingerprint,
  number,
  text,
  type Item,
  type Outcome,
  type Writer,
  type Writing,
  type Written,
} from './write.ts'

export const revenue: Writer = aboutOrganizations('revenue', async (to, all) => {
  const kindOf = ({ fields }: Item) => code(text(fields.kind) ?? 'sale')
  const isKind = (item: Item) => RevenueKind.safeParse(kindOf(item)).success
  const wrong = all
    .filter((item) => !isKind(item))
    .map((item): Written => ({
      row: item.row,
      field: 'kind',
      reason: `Kind "${text(item.fields.kind)}" is not a word of letters, digits and _ such as sale`,
    }))
  const items = all.filter(isKind)
  const given = items.map(({ fields, organizationId }): GivenRevenue => ({
    sourceKey: text(fields.revenueKey) ?? fingerprint([organizationId, fields]),
    partnerId: organizationId,
    kind: code(text(fields.kind) ?? 'sale'),
    day: text(fields.day)!,
    amount: number(fields.amount)!,
    currency: text(fields.currency)?.toUpperCase() ?? to.currency,
    product: text(fields.product),
    orderReference: text(fields.order),
  }))
  const done = await insertRevenue(to.db, given, to)
  const created = given.flatMap((entry, i) => (done[i]!.outcome === 'created' ? [{ ...entry, id: done[i]!.id }] : []))
  await to.record(revenueEvents(created, to.now))
  const results = items.map(({ row }, i): Written => {
    const { outcome, recorded } = done[i]!
    if (outcome !== 'differs') return { row, outcome }
    return {
      row,
      field: 'amount',
      reason: english`This entry is recorded already, with ${recorded.kind} ${recorded.amount} ${recorded.currency} on ${recorded.day}; revenue is never overwritten, reverse it instead`,
    }
  })
  return [...wrong, ...results]
})

/** Writes certifications and tells the log. Answers what became of each, in their order. */
export async function giveCertifications(to: Writing, given: readonly GivenCertification[]): Promise<Outcome[]> {
  const done = await upsertCertifications(to.db, given, to)
  await to.record(await tellCertifications(to.db, done, to))
  const outcomes = new Map(done.map((one) => [one.sourceKey, one.outcome]))
  return given.map((one) => outcomes.get(one.sourceKey)!)
}

export const certifications: Writer = aboutOrganizations('certifications', async (to, items) => {
  const wrong: Written[] = []
  const given: { row: number; certification: GivenCertification }[] = []
  for (const { row, fields, organizationId } of items) {
    const [name, day, expiresOn, endedOn] = [
      text(fields.certification)!,
      text(fields.day)!,
      text(fields.expiresOn),
      text(fields.endedOn),
    ]
    const early = [
      { field: 'expiresOn', on: expiresOn },
      { field: 'endedOn', on: endedOn },
    ].find(({ on }) => on !== null && on < day)
    if (early) {
      wrong.push({ row, field: early.field, reason: english`${early.on} is before the day of the grant, ${day}` })
      continue
    }
    const sourceKey = text(fields.certificationKey) ?? fingerprint([organizationId, name, day, text(fields.email)])
    given.push({
      row,
      certification: {
        sourceKey,
        organizationId,
        name,
        grantedOn: day,
        expiresOn,
        ...(endedOn && { endedOn, endReason: english`Ended in the source` }),
      },
    })
  }
  const outcomes = await giveCertifications(
    to,
    given.map((one) => one.certification),
  )
  return [...wrong, ...given.map(({ row }, i): Written => ({ row, outcome: outcomes[i]! }))]
})

export const satisfaction: Writer = aboutOrganizations('satisfaction', async (to, items) => {
  const wrong: Written[] = []
  const given = items.flatMap(({ row, fields, organizationId }) => {
    const [score, scaleMin, scaleMax] = [
      number(fields.score)!,
      number(fields.scaleFrom) ?? 0,
      number(fields.scaleTo) ?? 100,
    ]
    if (scaleMin < scaleMax && score >= scaleMin && score <= scaleMax) {
      const day = text(fields.day)!
      const sourceKey = text(fields.scoreKey) ?? fingerprint([organizationId, day])
      return [
        {
          row,
          score: { sourceKey, organizationId, day, score, scaleMin, scaleMax, respondents: number(fields.respondents) },
        },
      ]
    }
    wrong.push({
      row,
      field: 'score',
      reason: english`Score ${score} is not on the scale from ${scaleMin} to ${scaleMax}`,
    })
    return []
  })
  const done = await upsertSatisfaction(
    to.db,
    given.map((one) => one.score),
    to,
  )
  await to.record(await tellSatisfaction(to.db, done, to))
  const outcomes = new Map(done.map((one) => [one.sourceKey, one.outcome]))
  return [...wrong, ...given.map(({ row, score }): Written => ({ row, outcome: outcomes.get(score.sourceKey)! }))]
})
