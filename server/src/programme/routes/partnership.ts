import type { PartnerStage, PartnerType } from '@hansa/contract/partners'
import { partnerStages } from '@hansa/contract/partners'
import { beginnings, today } from '../../core/calendar.ts'
import { newId } from '../../core/ids.ts'
import { changePartnerships } from '../../partners/queries/change.ts'
import { plannedAsGiven, type GivenPartnership } from '../../partners/rules/plan.ts'
import { daysOf, tellings } from '../../partners/rules/turns.ts'
import type { Acting } from './acting.ts'

export interface Step {
  readonly organizationId: string
  readonly stage: PartnerStage
  readonly reason: string
  /** What it applied as; added to what it is. */
  readonly types: readonly PartnerType[]
  /** When it applied; the history says so where it begins later. */
  readonly appliedAt: Date
  /** Only where it stands at one of these, or nowhere yet. */
  readonly from: readonly PartnerStage[]
}

/** Stages on which an application has a say: those before the programme, and after it. */
export const outside = (Object.keys(partnerStages) as PartnerStage[]).filter((stage) => !partnerStages[stage].in)

/** Moves partnerships along their life, beginning those that there are none of yet. */
export async function step(acting: Acting, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return
  const { db, now } = acting
  const day = await today(db, now)
  const applied = new Map<string, string>()
  for (const one of steps) applied.set(one.organizationId, await today(db, one.appliedAt))
  const how = { day, source: 'application', newId: (prefix: 'ptr' | 'spl') => newId(prefix, now) }
  const plans = await changePartnerships(
    db,
    steps.map((one) => one.organizationId),
    (held) => {
      const given = steps.flatMap(({ organizationId, stage, reason, types, from }): GivenPartnership[] => {
        const before = held.get(organizationId)?.partnership
        const appliedOn = applied.get(organizationId)!
        const moves = before === undefined || from.includes(before.stage)
        return [
          {
            organizationId,
            origin: before?.origin ?? 'Application',
            spells: moves
              ? [
                  ...(before === undefined && appliedOn < day
                    ? [{ field: 'stage', value: 'applied', from: appliedOn } as const]
                    : []),
                  { field: 'stage', value: stage, from: day, reason },
                ]
              : [],
            ...(types.length > 0 && { now: { types: [...new Set([...(before?.types ?? []), ...types])] } }),
          },
        ]
      })
      return plannedAsGiven(held, given, how)
    },
    now,
  )
  await acting.record(...tellings(plans, day, now, await beginnings(db, daysOf(plans, day))))
}
