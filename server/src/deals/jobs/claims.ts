import type { ClaimOutcome, ClaimRow } from '@hansa/contract/claim-batches'
import { english, said } from '@hansa/contract/language'
import type { RegistrationRules } from '@hansa/contract/registration-rules'
import { sql } from 'kysely'
import { today } from '../../core/calendar.ts'
import type { Db } from '../../core/database/scope.ts'
import { Refusal } from '../../core/errors.ts'
import { recordEvents } from '../../core/events/record.ts'
import { readFile } from '../../core/files.ts'
import type { ClockRule } from '../../core/jobs/clocks.ts'
import type { JobContext, JobKind, JobTools } from '../../core/jobs/worker.ts'
import type { Row } from '../../core/tabular/format.ts'
import { readRows } from '../../core/tabular/rows.ts'
import { readEcosystem } from '../../identity/queries.ts'
import { defaultProgramme } from '../../programme/queries/programmes.ts'
import { bookOf } from '../queries/act.ts'
import { beginClaim, columnsOf, sendClaim } from '../queries/claim.ts'
import * as queries from '../queries/claim-batches.ts'
import { writeRegistration } from '../queries/registrations.ts'
import { claimColumnsIn } from '../rules/registration/claim-columns.ts'
import { claimProblems } from '../rules/registration/complete.ts'
import { columnOfField, hashOf, readClaim, type ReadClaim } from './read-claim.ts'

const mostRows = 10_000
const limits = { bytes: 50_000_000, columns: 200 }
/** Rows in one transaction: others who claim meanwhile wait for no more than these. */
const portion = { dry: 500, send: 20 }
/** Rows that are sent in one go: the work of others, the court among it, has its turn in between. */
const stint = 200

/** What is read of a row and what follows, as far as the table and the partner's own claims tell: nobody else's are asked. */
interface Planned {
  readonly row: Row
  readonly read: ReadClaim | undefined
  readonly key: string
  readonly outcome: ClaimOutcome
  readonly problems: ClaimRow['problems']
  readonly known: queries.KnownClaim | undefined
}

/** How far a table is sent. */
interface Progress {
  readonly from: number
  readonly counts: queries.Counts
  /** The next job goes on from here. */
  readonly handedOn?: boolean
}

/**
 * Works through a table of claims: a trial (`dry`), or sends them. Each portion of rows is one transaction with its progress; a
 * crash goes on after the last one, and a row that is known already claims nothing twice.
 */
export const takeClaims: JobKind = {
  kind: 'deals.claims',
  async run(job) {
    const { batchId, dry, start } = job.input as { batchId: string; dry: boolean; start?: Progress }
    const batch = await job.inside((db) => queries.readBatch(db, batchId))
    const scope = { ecosystemId: job.ecosystemId, partnerId: null }
    const begun = (dry ? undefined : ((job.checkpoint as Progress | null) ?? start)) ?? { from: 0, counts: {} }
    let { from, counts } = begun
    if (begun.handedOn) return { ...counts }
    const end = (start?.from ?? 0) + stint
    /** Keys that earlier rows of a trial have; what is sent is known by the database. */
    const earlier = new Map<string, number>()
    try {
      const source = readFile(job.services.database, scope, batch.fileId)
      const batchOf = dry ? portion.dry : portion.send
      for await (const rows of readRows(source, batch.format, { batch: batchOf, from, limits, unguard: true })) {
        job.signal.throwIfAborted()
        from += rows.length
        if (from > mostRows) throw new Refusal('too_large', english`A table has ${mostRows} rows at most. Split it.`)
        counts = await job.inside(async (db, tools) => {
          const planned = await planRows(db, batch, rows, earlier, job.now())
          const landed = dry ? new Map<number, string>() : await landRows(job, db, tools, batch, planned)
          await queries.writeRows(
            db,
            planned.map(({ row, read, outcome, problems, known }) => ({
              batchId,
              number: row.line,
              partnerId: batch.partnerId,
              outcome,
              customerName: read?.claim.customerName ?? null,
              problems,
              raw: row.raw,
              registrationId: landed.get(row.line) ?? known?.registrationId ?? null,
            })),
          )
          const next = { ...counts }
          for (const { outcome } of planned) next[outcome] = (next[outcome] ?? 0) + 1
          await queries.updateBatch(db, batchId, { counts: next, movedAt: job.now() })
          const handedOn = !dry && from >= end
          const progress: Progress = { from, counts: next }
          if (handedOn) await tools.enqueue({ kind: 'deals.claims', input: { batchId, dry, start: { ...progress } } })
          await tools.save({ done: from, checkpoint: { ...progress, handedOn } })
          return next
        })
        if (!dry && from >= end) return { ...counts }
      }
    } catch (error) {
      // The file's own fault, which trying again would not mend.
      if (!(error instanceof Refusal)) throw error
      await job.inside((db) => queries.updateBatch(db, batchId, { state: 'failed', problem: error.message }))
      return { failed: error.message }
    }
    const state = dry ? ({ state: 'checked' } as const) : ({ state: 'sent', sentAt: job.now() } as const)
    await job.inside((db) => queries.updateBatch(db, batchId, { ...state, problem: null, movedAt: job.now() }))
    return { ...counts }
  },
}

async function rulesNow(db: Db, now: Date): Promise<RegistrationRules> {
  const programmeId = await defaultProgramme(db)
  return (await bookOf(db, { programmeId, rulesVersion: null }, now)).rules
}

async function planRows(
  db: Db,
  batch: queries.ClaimBatchRow,
  rows: readonly Row[],
  earlier: Map<string, number>,
  now: Date,
): Promise<Planned[]> {
  // One table of a partner's at a time: what one has taken, the other knows.
  await sql`select pg_advisory_xact_lock(hashtext('claims ' || current_ecosystem() || ${batch.partnerId}))`.execute(db)
  const rules = await rulesNow(db, now)
  const { currency } = await readEcosystem(db)
  const day = await today(db, now)
  const { columns } = claimColumnsIn(batch.format.columns)
  const readings = rows.map((row) => {
    const read = row.values && readClaim(row.values, columns, { currency, families: rules.families })
    return { row, read, key: read ? hashOf([batch.partnerId, ...read.known]) : '' }
  })
  const known = await queries.holdKnownClaims(db, [...new Set(readings.flatMap(({ key }) => (key ? [key] : [])))])
  return readings.map(({ row, read, key }): Planned => {
    const refuse = (field: string | null, message: string): Planned => ({
      row,
      read,
      key,
      outcome: 'refuse',
      known: undefined,
      problems: [{ field, message }],
    })
    if (!read) return refuse(null, row.problem ?? '')
    if (read.claim.customerName === null) {
      const unread = read.problems.find(({ field }) => field === 'customer_name')
      return refuse('customer_name', unread?.message ?? english`is needed: the customer’s legal name`)
    }
    const first = earlier.get(key)
    if (first !== undefined) return { row, read, key, outcome: 'same', known: undefined, problems: [sameAs(first)] }
    earlier.set(key, row.line)
    const before = known.get(key)
    // A draft whose row says something else by now is written anew; what was sent is not edited.
    if (before && (before.state !== 'draft' || before.content === read.content))
      return { row, read, key, outcome: 'same', known: before, problems: [alreadyThere(before, read)] }
    const lacks = claimProblems(read.claim, rules, day)
      .map(({ field, message }) => ({
        field: columnOfField[field as keyof typeof columnOfField],
        message: said(message),
      }))
      .filter(({ field }) => !read.problems.some((problem) => problem.field === field))
    const problems = [...read.problems, ...lacks]
    return { row, read, key, outcome: problems.length > 0 ? 'draft' : 'send', known: before, problems }
  })
}

const sameAs = (row: number) => ({ field: null, message: english`Says the same as row ${row}.` })

const alreadyThere = ({ state, content }: queries.KnownClaim, read: ReadClaim) => ({
  field: null,
  message:
    state === 'draft'
      ? english`Taken before: it is a draft.`
      : content === read.content
        ? english`Taken before: it was sent.`
        : english`Taken before under this reference: it was sent, and what was sent is not edited.`,
})

/** Writes what is planned. @returns the registration of each row by its number. */
async function landRows(
  job: JobContext,
  db: Db,
  { enqueue }: JobTools,
  batch: queries.ClaimBatchRow,
  planned: readonly Planned[],
): Promise<Map<number, string>> {
  const landed = new Map<number, string>()
  const { partnerId, submitterId, submitterName: actor } = batch
  for (const { row, read, key, outcome, known } of planned) {
    if (!read || (outcome !== 'send' && outcome !== 'draft')) continue
    const now = job.now()
    const id = known?.registrationId ?? (await beginClaim(db, { ...read.claim, partnerId, submitterId }, now))
    if (known) await writeRegistration(db, id, columnsOf(read.claim))
    await queries.keepKey(db, { key, registrationId: id, content: read.content })
    landed.set(row.line, id)
    if (outcome === 'draft') continue
    const record = async (event: Parameters<typeof recordEvents>[4][number]) =>
      void (await recordEvents(db, { kind: 'partner', id: submitterId, name: actor }, now, 'workspace', [event]))
    await sendClaim({ db, now, record, enqueue: async () => '' }, id, { actor, at: () => job.now() })
  }
  if (planned.some(({ outcome }) => outcome === 'send')) await enqueue({ kind: 'deals.judge', input: {} })
  return landed
}

const aDay = 86_400_000
const keptDays = 90

/** Tables of claims go after three months, with their files. */
export const forgetClaimBatches: ClockRule = {
  name: 'deals.claims',
  async run(db, { until }) {
    await queries.forgetBatches(db, new Date(until.getTime() - keptDays * aDay))
    return []
  },
}
