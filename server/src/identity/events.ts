import type { Listener } from '../core/events/listen.ts'
import { Refusal } from '../core/errors.ts'
import { recordEvents } from '../core/events/record.ts'
import { countAdministrators, readEcosystem } from './queries.ts'
import { inviteHere } from './routes/invitations.ts'

/**
 * Whose application was approved is invited: as the one who administers their company's people, unless somebody does
 * already. Who has a login here, or is invited, is left alone.
 */
export const approvedAreInvited: Listener = {
  name: 'identity.invite',
  verbs: ['application.approved'],
  async hear(db, event, enqueue) {
    const { email, contact } = event.data
    const partnerId = event.organizationId
    if (typeof email !== 'string' || partnerId === null) return
    const now = event.recordedAt
    const role = (await countAdministrators(db, partnerId)) > 0 ? 'partner_member' : 'partner_administrator'
    const byPerson = event.actorKind === 'user' && event.actorName !== null
    const by = byPerson
      ? { id: event.actorId, name: event.actorName! }
      : { id: null, name: (await readEcosystem(db)).name }
    await inviteHere(
      {
        db,
        now,
        enqueue,
        record: async (...events) =>
          void (await recordEvents(db, { kind: 'system', id: null }, now, 'application', events)),
      },
      { email, ...(typeof contact === 'string' && { name: contact }), role, partnerId, by },
    ).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    })
  },
}
