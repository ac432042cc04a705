import type { Endpoint } from '@hansa/contract/endpoint'
import type { Saying } from '@hansa/contract/language'
import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { NewJob } from '../../core/jobs/queue.ts'
import { sendMail } from '../../core/mail/send.ts'
import { makeLink } from '../../identity/queries/links.ts'

const mostReaders = 3

/** Who is written to for a partner: its administrators first, then members; where nobody has a login, its contacts. */
async function readersOf(db: Db, partnerId: string): Promise<({ memberId: string } | { personId: string })[]> {
  const members = await db
    .selectFrom('member')
    .select('id')
    .where('partnerId', '=', partnerId)
    .where('disabled', '=', false)
    .orderBy(sql`role <> 'partner_administrator'`)
    .orderBy('id')
    .limit(mostReaders)
    .execute()
  if (members.length > 0) return members.map(({ id }) => ({ memberId: id }))
  const people = await db
    .selectFrom('person')
    .select('id')
    .where('organizationId', '=', partnerId)
    .where('email', 'is not', null)
    .orderBy('id')
    .limit(mostReaders)
    .execute()
  return people.map(({ id }) => ({ personId: id }))
}

interface Asking {
  readonly partnerId: string
  readonly dealId: string
  /** What the mail asks for, done by a link without a login. */
  readonly endpoint: Endpoint
  readonly input: Readonly<Record<string, unknown>>
  readonly title: Saying
  readonly text: readonly Saying[]
  readonly label: Saying
}

/** Mails a partner's people a question that each can answer by an own link. */
export async function askPartner(
  ctx: { readonly db: Db; readonly now: Date; readonly enqueue: (job: NewJob) => Promise<string> },
  { partnerId, dealId, endpoint, input, title, text, label }: Asking,
): Promise<void> {
  for (const reader of await readersOf(ctx.db, partnerId)) {
    const link = await makeLink(ctx, { for: reader, endpoint, input, title, text })
    const mail = { to: link.to, toName: link.toName, subject: title, text, about: dealId, notification: true }
    await sendMail(ctx, { ...mail, action: { label, url: link.url } })
  }
}

/** What a mail about a deal's team says of it: the customer, and the partner's own part. */
export async function partOf(db: Db, dealId: string, participantId: string) {
  return db
    .selectFrom('dealParticipant')
    .innerJoin('deal', 'deal.id', 'dealParticipant.dealId')
    .innerJoin('organization', 'organization.id', 'deal.customerId')
    .selectAll('dealParticipant')
    .select(['organization.name as customerName'])
    .where('dealParticipant.id', '=', participantId)
    .where('dealParticipant.dealId', '=', dealId)
    .executeTakeFirst()
}

/** A partner's own shares in a version, as its mail tells them. */
export const sharesToSign = (db: Db, splitId: string, partnerId: string) =>
  db
    .selectFrom('dealShare')
    .select(['participantId', 'role', 'basisPoints'])
    .where('splitId', '=', splitId)
    .where('partnerId', '=', partnerId)
    .orderBy('participantId')
    .execute()
