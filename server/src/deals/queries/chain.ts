import { beginning, linkText } from '@hansa/contract/registration-proof'
import type { RegistrationAct, RegistrationEvent, RegistrationState } from '@hansa/contract/registrations'
import type { Generated } from 'kysely'
import { createHash } from 'node:crypto'
import type { Db } from '../../core/database/scope.ts'
import type { Json } from '../../core/database/tables.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    registrationEvent: {
      ecosystemId: Generated<string>
      registrationId: string
      number: number
      at: Date
      act: RegistrationAct
      actor: string
      state: RegistrationState
      data: Json
      previous: string
      hash: string
    }
  }
}

/**
 * Adds a link to the chain of a registration, whose row the caller holds. Nothing that the partner may not read goes in.
 */
export async function addLink(
  db: Db,
  registrationId: string,
  link: { at: Date; act: RegistrationAct; actor: string; state: RegistrationState; data: Record<string, unknown> },
): Promise<void> {
  const last = await db
    .selectFrom('registrationEvent')
    .select(['number', 'hash'])
    .where('registrationId', '=', registrationId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const next = { ...link, number: (last?.number ?? 0) + 1, previous: last?.hash ?? beginning }
  const text = linkText(registrationId, { ...next, at: link.at.toISOString() })
  const hash = createHash('sha256').update(text).digest('hex')
  await db
    .insertInto('registrationEvent')
    .values({ ...next, registrationId, hash, data: JSON.stringify(link.data) })
    .execute()
}

export async function readChain(db: Db, registrationId: string): Promise<RegistrationEvent[]> {
  const rows = await db
    .selectFrom('registrationEvent')
    .selectAll()
    .where('registrationId', '=', registrationId)
    .orderBy('number')
    .execute()
  return rows.map(({ number, at, act, actor, state, data, previous, hash }) => ({
    number,
    at: at.toISOString(),
    act,
    actor,
    state,
    data,
    previous,
    hash,
  }))
}
