import * as api from '@hansa/contract/registration-links'
import { say } from '@hansa/contract/language'
import { wrong } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { defined } from '../../core/objects.ts'
import { sendMail } from '../../core/mail/send.ts'
import { makeLink } from '../../identity/queries/links.ts'
import { readEcosystem } from '../../identity/queries.ts'
import { readPartner } from '../../partners/queries/partners.ts'
import { defaultProgramme } from '../../programme/queries/programmes.ts'
import { bookOf } from '../queries/act.ts'
import { linkedEndpoint, reachablePeople } from '../queries/registration-links.ts'

const days = 30
const aDay = 86_400_000

async function familiesNow({ db, now }: Context) {
  const programmeId = await defaultProgramme(db)
  return (await bookOf(db, { programmeId, rulesVersion: null }, now)).rules.families
}

export const registrationLinks: Route[] = [
  handle(api.readRegistrationLink, async (ctx, { organizationId }) => {
    await readPartner(ctx.db, organizationId)
    return { people: await reachablePeople(ctx.db, organizationId), families: await familiesNow(ctx) }
  }),
  handle(api.sendRegistrationLink, async (ctx, { organizationId, personId, families, note, ...customer }) => {
    const { db, now, record } = ctx
    const { stage } = await readPartner(db, organizationId)
    if (stage === 'off_boarded') throw wrong('organizationId', say`is a partner that has left`)
    const person = (await reachablePeople(db, organizationId)).find(({ id }) => id === personId)
    if (!person) throw wrong('personId', say`names nobody of this partner whom a mail can reach`)
    const known = await familiesNow(ctx)
    const other = families.find((family) => !known.some(({ key }) => key === family))
    if (other) throw wrong('families', say`"${other}" is not one of ${known.map(({ key }) => key).join(', ')}`)
    const { name: vendor } = await readEcosystem(db)
    const title = customer.customerName
      ? say`Register the deal with ${customer.customerName}`
      : say`Register a deal with ${vendor}`
    const text = [
      ...(note ? [say`${note}`] : []),
      say`For: ${families.map((key) => known.find((family) => family.key === key)!.name).join(', ')}.`,
      say`Once the claim is approved you are protected with this customer. Where it stands you learn by mail, and at any time by the link in it.`,
    ]
    const expiresAt = new Date(now.getTime() + days * aDay)
    const link = await makeLink(ctx, {
      for: personId.startsWith('mem_') ? { memberId: personId } : { personId },
      endpoint: linkedEndpoint,
      input: { send: true, families, ...defined(customer) },
      title,
      text,
      expiresAt,
    })
    await sendMail(ctx, {
      to: link.to,
      toName: link.toName,
      subject: title,
      text: [...text, say`The link works once, without a login, for ${days} days.`],
      action: { label: say`Register the deal`, url: link.url },
      about: link.id,
    })
    await record({
      verb: 'registration.link_sent',
      objectId: link.id,
      organizationId,
      data: { to: link.toName, ...defined(customer) },
    })
    return { id: link.id, email: link.to, name: link.toName, expiresAt: expiresAt.toISOString() }
  }),
]
