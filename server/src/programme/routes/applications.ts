import { english, say } from '@hansa/contract/language'
import * as api from '@hansa/contract/applications'
import type { Application, ApplicationAct, ApplicationDetail } from '@hansa/contract/applications'
import { Readable } from 'node:stream'
import { mayIf, type Principal } from '../../core/access.ts'
import { missing, Refusal, wrong } from '../../core/errors.ts'
import { readFile } from '../../core/files.ts'
import { handle, handleOutside, type Context, type Route } from '../../core/http/route.ts'
import * as queries from '../queries/applications.ts'
import { knownCompany } from '../queries/companies.ts'
import { rulesAt } from '../queries/programmes.ts'
import { mayAct, wrongWithAct } from '../rules/acts.ts'
import { writeQuestion, writeReopening } from './letters.ts'
import { approve, reject } from './outcome.ts'
import { outside, step } from './partnership.ts'

const acts = Object.keys(api.applicationActs) as ApplicationAct[]

const withMay = <T extends Omit<Application, 'may'>>(principal: Principal, it: T) => {
  const may = mayIf(principal, 'applications.decide')
  return {
    ...it,
    may: Object.fromEntries(acts.map((act) => [act, may === true ? mayAct(act, it.state) : may])),
  }
}

async function detail({ db, principal, now }: Context, id: string): Promise<ApplicationDetail> {
  const row = await queries.readApplication(db, id)
  const [presented] = await queries.present(db, [row])
  const { rules } = await rulesAt(db, row.programmeId, now)
  const { questions, documents } = rules.applicationForm
  const asked = new Map([...questions, ...documents].map((one) => [one.key, one.label]))
  const kinds = new Map(questions.map((question) => [question.key, question.kind]))
  return withMay(principal, {
    ...presented!,
    answers: Object.entries(row.answers).map(([key, value]) => ({
      key,
      label: asked.get(key) ?? key,
      kind: kinds.get(key) ?? 'text',
      value,
    })),
    documents: (await queries.documentsOf(db, [id])).map((one) => ({
      fileId: one.fileId,
      key: one.key ?? '',
      label: asked.get(one.key ?? '') ?? one.key ?? '',
      name: one.name,
      bytes: one.bytes,
    })),
    asked: row.asked,
    answered: row.answered,
    note: row.note,
    vettings: await queries.vettingsOf(db, id),
    known: row.organizationId === null ? null : await knownCompany(db, row.organizationId),
  })
}

interface Decision {
  readonly act: ApplicationAct
  readonly reason?: api.RejectionReason | undefined
  readonly note: string
  readonly organizationId?: string | undefined
}

/** Carries out one decision on one application, as it stands when nobody else holds it. */
async function decide(ctx: Context, id: string, version: number, decision: Decision): Promise<void> {
  const { db, now, principal } = ctx
  const { act, note, reason, organizationId } = decision
  const it = await queries.holdApplication(db, id, version)
  const may = mayAct(act, it.state)
  if (may !== true) throw new Refusal('conflict', may)
  const by = principal.memberId
  if (act === 'approve') await approve(ctx, it, { by, note, organizationId })
  else if (act === 'reject') await reject(ctx, it, { by, note, reason: reason! })
  else if (act === 'ask') {
    await queries.changeApplication(db, it, { state: 'info_requested', asked: note, answered: null }, now)
    await ctx.record({ verb: 'application.info_requested', objectId: id, organizationId: it.organizationId })
    await writeQuestion(ctx, it, note)
  } else {
    if (it.organizationId !== null)
      await step(ctx, [
        {
          organizationId: it.organizationId,
          stage: 'applied',
          reason: english`Application reopened`,
          types: [],
          appliedAt: it.submittedAt,
          from: outside,
        },
      ])
    await queries.changeApplication(
      db,
      it,
      { state: 'reopened', reason: null, note: null, decidedAt: null, decidedBy: null, vettingDue: true },
      now,
    )
    await ctx.record({ verb: 'application.reopened', objectId: id, organizationId: it.organizationId })
    await writeReopening(ctx, it)
  }
}

function check(decision: Decision): void {
  const problem = wrongWithAct(decision)
  if (problem) throw wrong(...problem)
}

export const applications: Route[] = [
  handle(api.listApplications, async ({ db, principal }, input) => {
    const list = await queries.listApplications(db, input)
    return { ...list, items: list.items.map((item) => withMay(principal, item)) }
  }),
  handle(api.readApplication, (ctx, { id }) => detail(ctx, id)),
  handleOutside(api.downloadApplicationDocument, async ({ inside, principal, services }, { id, fileId }) => {
    const file = await inside(async ({ db }) =>
      (await queries.documentsOf(db, [id])).find((one) => one.fileId === fileId),
    )
    if (!file) throw missing(say`document`, fileId)
    return {
      fileName: file.name,
      body: Readable.toWeb(
        Readable.from(readFile(services.database, principal!, fileId)),
      ) as ReadableStream<Uint8Array>,
    }
  }),
  handle(api.decideApplication, async (ctx, { id, version, ...decision }) => {
    check(decision)
    await decide(ctx, id, version, decision)
    return detail(ctx, id)
  }),
  handleOutside(api.decideApplications, async ({ inside }, { applications: all, ...decision }) => {
    check(decision)
    const items: { id: string; done: boolean; problem: string | null }[] = []
    for (const { id, version } of all) {
      // Each in a transaction of its own: what stands in the way of one does not keep the others.
      const problem = await inside((ctx) => decide(ctx, id, version, decision)).then(
        () => null,
        (error: unknown) => {
          if (error instanceof Refusal) return error.message
          throw error
        },
      )
      items.push({ id, done: problem === null, problem })
    }
    return { items }
  }),
]
