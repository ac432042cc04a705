import * as api from '@hansa/contract/registration-queue'
import type { RegistrationState } from '@hansa/contract/registrations'
import { Refusal } from '../../core/errors.ts'
import { handle, handleOutside, type Route } from '../../core/http/route.ts'
import { listProgrammes, readProgramme, rulesAt } from '../../programme/queries/programmes.ts'
import { claimingPartners, inLine, stateOf } from '../queries/queue.ts'
import { trialOf } from '../queries/trial.ts'
import { checkRuling, rule } from './registrations.ts'

export const registrationQueue: Route[] = [
  handleOutside(api.decideRegistrations, async ({ inside }, { registrations: named, ...ruling }) => {
    checkRuling(ruling)
    const answers = new Map<string, { done: boolean; problem: string | null; state: RegistrationState | null }>()
    for (const { id, version } of await inside(({ db }) => inLine(db, named))) {
      // Each in a transaction of its own: what stands in the way of one does not keep the others.
      const problem = await inside((ctx) => rule(ctx, { id, version }, ruling)).then(
        () => null,
        (error: unknown) => {
          if (error instanceof Refusal) return error.message
          throw error
        },
      )
      const state = await inside(({ db }) => stateOf(db, id))
      answers.set(id, { done: problem === null, problem, state })
    }
    return { items: named.map(({ id }) => ({ id, ...answers.get(id)! })) }
  }),
  handle(api.listRegistrationChoices, async ({ db, now }) => {
    const programmes = await listProgrammes(db, now)
    const families = new Map<string, string>()
    for (const { id } of programmes)
      for (const { key, name } of (await rulesAt(db, id, now)).rules.registration.families)
        if (!families.has(key)) families.set(key, name)
    return {
      partners: await claimingPartners(db),
      families: [...families].map(([key, name]) => ({ key, name })),
      programmes: programmes.map(({ id, name }) => ({ id, name })),
    }
  }),
  handle(api.tryRegistrationRules, async ({ db, now }, { id, rules, newest }) => {
    await readProgramme(db, id, now)
    return trialOf(db, id, rules.registration, newest, now)
  }),
]
