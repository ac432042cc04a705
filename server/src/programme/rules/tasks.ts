import type { PartnerType } from '@hansa/contract/partners'
import type { ProgrammeRules } from '@hansa/contract/programme'
import type { TaskState } from '@hansa/contract/tasks'

type Plan = ProgrammeRules['onboarding']['plans'][number]

/** One step of a plan for a new partner. */
export interface PlannedStep {
  readonly plan: string
  readonly step: string
  readonly title: string
  readonly help: string
  readonly owner: 'partner' | 'vendor'
  readonly dueOn: string
  /** Steps of the same plan. */
  readonly after: readonly string[]
  readonly evidenceNeeded: boolean
}

/** The steps of every plan that is for all, or for one of these types; due so many days after `day`. */
export const plannedSteps = (plans: readonly Plan[], types: readonly PartnerType[], day: string): PlannedStep[] =>
  plans
    .filter((plan) => plan.types.length === 0 || plan.types.some((type) => types.includes(type)))
    .flatMap((plan) =>
      plan.steps.map(({ key, title, help, owner, afterDays, after, evidence }) => ({
        plan: plan.name,
        step: key,
        title,
        help,
        owner,
        dueOn: dayAfter(day, afterDays),
        after,
        evidenceNeeded: evidence,
      })),
    )

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** How a task stands on a day: what waits for another one is not late, that other one is. */
export function taskState(
  task: { readonly state: 'open' | 'done' | 'dropped'; readonly dueOn: string },
  waitsFor: readonly string[],
  day: string,
): TaskState {
  if (task.state !== 'open') return task.state
  if (waitsFor.length > 0) return 'waiting'
  return task.dueOn < day ? 'late' : 'open'
}
