import * as api from '@hansa/contract/links'
import { languageOf, say } from '@hansa/contract/language'
import type { Principal } from '../../core/access.ts'
import type { Database } from '../../core/database/scope.ts'
import { Refusal } from '../../core/errors.ts'
import { done, handle, handleOutside, type OutsideContext, type Route } from '../../core/http/route.ts'
import { enqueue } from '../../core/jobs/queue.ts'
import { inLanguage } from '../../core/language.ts'
import { sendMail } from '../../core/mail/send.ts'
import * as queries from '../queries/links.ts'
import { endpointNamed, linkState, remaining, renewalProblem, why } from '../rules/links.ts'

const tokenIn = (request: Request): string | undefined => request.headers.get('x-hansa-link')?.slice(0, 200)

/** Who is behind a request with the header X-Hansa-Link; undefined without one. */
export async function whoHasLink(request: Request, database: Database, now: Date): Promise<Principal | undefined> {
  const token = tokenIn(request)
  if (token === undefined) return undefined
  const link = await database.outside((db) => queries.linkBehind(db, queries.hashOf(token)))
  const state = linkState(link, now)
  // A used one passes: the same call again, after its answer was lost, gets that answer; any other is refused below.
  if (!link || (state !== 'open' && state !== 'used'))
    throw new Refusal('signed_out', why[state === 'open' || state === 'used' ? 'unknown' : state])
  const actor = (link.memberId ?? link.personId)!
  return {
    kind: 'link',
    id: actor,
    userId: link.userId ?? actor,
    memberId: actor,
    name: link.name,
    email: link.email,
    role: link.role,
    ecosystemId: link.ecosystemId,
    partnerId: link.partnerId,
    scopes: null,
    link: {
      endpoint: link.endpoint,
      input: link.input,
      async spend(db) {
        if (!(await queries.spendLink(db, link.id, now))) throw new Refusal('conflict', why.used)
      },
    },
  }
}

async function behind({ request, services, now }: OutsideContext) {
  const token = tokenIn(request)
  const link = token
    ? await services.database.outside((db) => queries.linkBehind(db, queries.hashOf(token)))
    : undefined
  return { link, state: linkState(link, now) }
}

export const links: Route[] = [
  handleOutside(api.readLink, async (ctx) => {
    const { link, state } = await behind(ctx)
    const endpoint = link && endpointNamed(link.endpoint)
    if (!link || !endpoint || state === 'unknown') throw new Refusal('missing', why.unknown)
    const language = languageOf(ctx.request.headers.get('accept-language'))
    // Whoever finds a link that no longer works learns what it was for, and nothing that it would have shown.
    const isOpen = state === 'open'
    return {
      state,
      ecosystemName: link.ecosystemName,
      personName: link.name,
      title: inLanguage(link.title, language),
      paragraphs: isOpen ? link.paragraphs.map((paragraph) => inLanguage(paragraph, language)) : [],
      method: endpoint.method,
      path: endpoint.path,
      summary: inLanguage(endpoint.summary, language),
      fixed: isOpen ? link.input : {},
      schema: isOpen ? remaining(endpoint, link.input) : {},
      expiresAt: link.expiresAt.toISOString(),
      usedAt: link.usedAt?.toISOString() ?? null,
      mayRenew: renewalProblem(link, ctx.now) === undefined,
    }
  }),
  handleOutside(api.renewLink, async (ctx) => {
    const { link } = await behind(ctx)
    const problem = renewalProblem(link, ctx.now)
    if (!link || problem) throw new Refusal('conflict', problem ?? why.unknown)
    const { services, now } = ctx
    await services.database.scoped({ ecosystemId: link.ecosystemId, partnerId: null }, async (db) => {
      if (!(await queries.noteRenewal(db, link, now)))
        throw new Refusal('conflict', say`A new link was mailed already.`)
      const fresh = await queries.makeLink(
        { db, now },
        {
          for: link.memberId ? { memberId: link.memberId } : { personId: link.personId! },
          endpoint: endpointNamed(link.endpoint)!,
          input: link.input,
          title: link.title,
          text: link.paragraphs,
          singleUse: link.singleUse,
        },
      )
      await sendMail(
        { db, now, enqueue: (job) => enqueue(db, job, now, null) },
        {
          to: fresh.to,
          toName: fresh.toName,
          subject: say`New link: ${link.title}`,
          text: [say`Here is the new link that you asked for. The earlier one no longer works.`],
          action: { label: link.title, url: fresh.url },
          about: fresh.id,
        },
      )
    })
    services.wake()
    return done
  }),
  handle(api.listLinks, ({ db, now, language }, input) =>
    queries.listLinks(db, input, (row) => ({
      id: row.id,
      title: inLanguage(row.title, language),
      personName: row.toName,
      email: row.toAddress,
      partnerId: row.partnerId,
      state: linkState({ ...row, ended: false }, now),
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      usedAt: row.usedAt?.toISOString() ?? null,
    })),
  ),
  handle(api.revokeLink, async ({ db, now, record }, { id }) => {
    const partnerId = await queries.revokeLink(db, id, now)
    await record({ verb: 'link.revoked', objectId: id, partnerId, organizationId: partnerId })
    return done
  }),
]
