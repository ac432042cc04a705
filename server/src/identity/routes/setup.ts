import type * as api from '@hansa/contract/identity'
import { say } from '@hansa/contract/language'
import type { z } from 'zod'
import { enter } from '../../core/database/scope.ts'
import { recordEvents } from '../../core/events/record.ts'
import { Refusal } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import type { Services } from '../../core/services.ts'
import type { Auth } from '../adapters/auth.ts'
import { anyEcosystem, foundEcosystem, insertMember } from '../queries.ts'

/**
 * Makes the first ecosystem with its administrator, once: all of it or nothing. Answers the user’s id. Loading a sample is up to whoever hears
 * `ecosystem.founded`.
 */
export async function foundFirstEcosystem(
  services: Services,
  auth: Auth,
  input: Omit<z.output<typeof api.SetUp>, 'code'>,
): Promise<string> {
  const { database, clock } = services
  const now = clock.now()
  const id = newId('eco', now)
  if (await database.outside(anyEcosystem)) throw already()
  // A set-up that broke off may have left this login behind; nobody can have used it.
  const user = await auth.ensureUser(input, true)
  await database.outside(async (db) => {
    if (
      !(await foundEcosystem(
        db,
        { id, name: input.ecosystemName, currency: input.currency, timeZone: input.timeZone },
        now,
      ))
    )
      throw already()
    const here = await enter(db, id)
    const member = await insertMember(
      here,
      { userId: user.id, name: input.name, email: input.email, role: 'administrator', partnerId: null },
      now,
    )
    await recordEvents(here, { kind: 'user', id: member.id }, now, 'set-up', [
      { verb: 'ecosystem.founded', objectId: id, data: { name: input.ecosystemName, sample: input.sample } },
    ])
  })
  services.wake()
  return user.id
}

const already = () => new Refusal('conflict', say`Hansa is already set up. Sign in instead.`)
