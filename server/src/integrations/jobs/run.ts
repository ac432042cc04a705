import { english } from '@hansa/contract/language'
import type { Mapping } from '@hansa/contract/integrations'
import { sql } from 'kysely'
import { today } from '../../core/calendar.ts'
import { Refusal } from '../../core/errors.ts'
import { readFile } from '../../core/files.ts'
import type { NewJob } from '../../core/jobs/queue.ts'
import type { JobContext, JobKind, JobTools } from '../../core/jobs/worker.ts'
import { readRows } from '../../core/tabular/rows.ts'
import type { Row as TableRow } from '../../core/tabular/format.ts'
import { readEcosystem } from '../../identity/queries.ts'
import { holdImport, keepBadRows, updateImport, type BadRow, type ImportRow } from '../queries/imports.ts'
import { wants } from '../rules/mapping.ts'
import { readFields, type Reading } from './parse.ts'
import { Snapshots } from './snapshots.ts'
import { added, newTally, reportOf, type Tally } from './tally.ts'
import type { Item, Outcome, Writing } from './write.ts'
import { writers } from './writers.ts'

/** Undoes a dry run's batch: thrown inside its transaction, caught right outside. */
class Undone extends Error {}

const batchRows = 1000

/**
 * Imports a file, or (`dry`) tries it: batch by batch, each in one transaction with its progress, so that a crash goes
 * on after the last batch that was written, and memory holds one batch. Series of snapshots are gathered first and
 * written at the end; a crash reads them again and writes the same. `followedBy` is asked for when it is done.
 */
export const runImport: JobKind = {
  kind: 'integrations.import',
  async run(job) {
    const { importId, dry, followedBy } = job.input as { importId: string; dry: boolean; followedBy?: NewJob | null }
    const { database } = job.services
    const scope = { ecosystemId: job.ecosystemId, partnerId: null }
    const it = await job.inside((db) => holdImport(db, importId))
    const mapping = it.mapping!
    const reading = await job.inside(async (db) => {
      const { currency, timeZone } = await readEcosystem(db)
      return { currency, timeZone }
    })
    const gathered = new Map(
      mapping.outputs.filter((output) => output.snapshot).map(({ target }) => [target, new Snapshots(target)]),
    )
    const series = mapping.outputs.map((output) => (output.snapshot ? gathered.get(output.target) : undefined))
    const gathers = gathered.size > 0
    const checkpoint = gathers || dry ? null : (job.checkpoint as { row: number; tally: Tally } | null)
    let tally = checkpoint?.tally ?? newTally()
    let from = checkpoint?.row ?? 0

    const source = readFile(database, scope, it.fileId)
    const options = { batch: batchRows, from, nulls: mapping.nulls, unguard: /bad-rows/.test(it.fileName) }
    for await (const batch of readRows(source, it.format, options)) {
      job.signal.throwIfAborted()
      const plan = planBatch(mapping, series, batch, reading)
      from += batch.length
      tally = await inBatch(job, dry, it, async (to) => {
        const { outcomes, bad } = await writeBatch(plan, to)
        const next = added(tally, batch.length, outcomes, bad)
        if (!dry) await keepBadRows(to.db, importId, bad)
        const progress = { done: next.rows, note: english`${next.good} good, ${next.bad} bad` }
        return [next, gathers || dry ? progress : { ...progress, checkpoint: { row: from, tally: next } }]
      })
    }
    for (const [target, one] of gathered) tally = await writeSeries(job, dry, it, one, target, tally)

    const report = reportOf(tally)
    await job.inside((db, { record, save, enqueue }) =>
      Promise.all([
        updateImport(db, importId, dry ? { state: 'checked', checked: report } : { state: 'done', report }),
        save({ done: tally.rows, total: tally.rows }),
        dry
          ? undefined
          : record(
              [{ verb: 'import.finished', objectId: importId, data: { fileName: it.fileName, ...report.counts } }],
              { kind: 'import', id: importId },
            ),
        followedBy ? enqueue(followedBy) : undefined,
      ]),
    )
    return { ...report.counts }
  },
}

interface Plan {
  readonly rows: readonly TableRow[]
  readonly bad: BadRow[]
  /** The items of each output that is written row by row. */
  readonly items: { readonly target: keyof typeof writers; readonly items: Item[] }[]
}

/** Reads every row for every output. A row with anything wrong in it is bad as a whole: nothing of it is written. */
function planBatch(
  mapping: Mapping,
  series: readonly (Snapshots | undefined)[],
  batch: readonly TableRow[],
  reading: Reading,
): Plan {
  const plan: Plan = { rows: batch, bad: [], items: mapping.outputs.map(({ target }) => ({ target, items: [] })) }
  for (const row of batch) {
    const bad = (field: string | null, reason: string) => plan.bad.push({ row: row.line, raw: row.raw, field, reason })
    if (row.values === undefined) {
      bad(null, row.problem)
      continue
    }
    const reads = mapping.outputs.map((output) =>
      wants(output, row.values) || output.snapshot ? readFields(output, row.values, reading) : undefined,
    )
    const wrong = reads.find((read, i) => read && 'reason' in read && wants(mapping.outputs[i]!, row.values))
    if (wrong && 'reason' in wrong) {
      bad(wrong.field, wrong.reason)
      continue
    }
    reads.forEach((read, i) => {
      if (!read || 'reason' in read) return
      const day = read.fields.day
      if (series[i] && typeof day === 'string') series[i].seeList(day)
      if (!wants(mapping.outputs[i]!, row.values)) return
      if (series[i]) series[i].add(read.fields)
      else plan.items[i]!.items.push({ row: row.line, fields: read.fields })
    })
  }
  return plan
}

type Landed = { target: string; outcome: Outcome }[]

/** Writes the good rows. Where a writer finds one bad after all, the batch is undone and written again without it. */
async function writeBatch(plan: Plan, to: Writing): Promise<{ outcomes: Landed; bad: BadRow[] }> {
  const bad = new Map(plan.bad.map((one) => [one.row, one]))
  const raw = new Map(plan.rows.map((row) => [row.line, row.raw]))
  const spoil = (row: number, field: string | null, reason: string) =>
    bad.set(row, { row, raw: raw.get(row) ?? '', field, reason })
  const rows = plan.rows.map((row) => row.line)

  /** Writes these of the rows that are good, and undoes it where that found bad ones. */
  const attempt = async (lines: ReadonlySet<number>): Promise<Landed | 'found bad'> => {
    const outcomes: Landed = []
    const before = bad.size
    for (const { target, items } of plan.items) {
      const good = items.filter((item) => lines.has(item.row) && !bad.has(item.row))
      if (good.length === 0) continue
      for (const written of await writers[target](to, good)) {
        if ('outcome' in written) outcomes.push({ target, outcome: written.outcome })
        else spoil(written.row, written.field, written.reason)
      }
    }
    return bad.size === before ? outcomes : 'found bad'
  }
  /** What the database itself cannot hold: halves until the rows that it means are found. Writes nothing. */
  const search = async (lines: readonly number[], error: unknown): Promise<void> => {
    if (lines.length === 1) return void spoil(lines[0]!, null, refusalOf(error)!)
    const middle = lines.length >> 1
    for (const half of [lines.slice(0, middle), lines.slice(middle)]) {
      const failed = await attempt(new Set(half)).then(
        () => undefined,
        (found: unknown) => found,
      )
      await sql`rollback to savepoint batch`.execute(to.db)
      if (failed === undefined) continue
      if (refusalOf(failed) === undefined) throw failed
      await search(half, failed)
    }
  }

  for (;;) {
    await sql`savepoint batch`.execute(to.db)
    const before = bad.size
    try {
      const outcomes = await attempt(new Set(rows))
      if (outcomes !== 'found bad') return { outcomes, bad: [...bad.values()] }
      await sql`rollback to savepoint batch`.execute(to.db)
    } catch (error) {
      if (refusalOf(error) === undefined) throw error
      await sql`rollback to savepoint batch`.execute(to.db)
      await search(
        rows.filter((row) => !bad.has(row)),
        error,
      )
      if (bad.size === before) throw error
    }
  }
}

/** Why a row cannot be written, where that is the row's own fault: a refusal, or a value that no column can hold. */
function refusalOf(error: unknown): string | undefined {
  if (error instanceof Refusal) return error.message
  const { code, message } = error as { code?: unknown; message: string }
  if (typeof code !== 'string' || !/^(22...|23502|23514|54000)$/.test(code)) return undefined
  return english`The database cannot hold a value of this row: ${message}`
}

type Progress = Parameters<JobTools['save']>[0]

/** One transaction of an import: written, or (`dry`) tried and undone. Answers what the work counted. */
async function inBatch<T>(
  job: JobContext,
  dry: boolean,
  it: ImportRow,
  work: (to: Writing) => Promise<[T, Progress]>,
): Promise<T> {
  let answer: [T, Progress] | undefined
  await job
    .inside(async (db, tools) => {
      // Two imports at once, in two processes, would each create the company that both name.
      await sql`select pg_advisory_xact_lock(hashtext('import ' || current_ecosystem()))`.execute(db)
      const now = job.now()
      const { currency } = await readEcosystem(db)
      const record: Writing['record'] = (events) => tools.record(events, { kind: 'import', id: it.id })
      answer = await work({ db, source: it.mapping!.source, now, day: await today(db, now), currency, record })
      if (dry) throw new Undone()
      await tools.save(answer[1])
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error
    })
  if (dry) await job.inside((_, { save }) => save(answer![1]))
  return answer![0]
}

/** Companies first, all of them; then what the lists say of each: two keys may be one company. */
async function writeSeries(
  job: JobContext,
  dry: boolean,
  it: ImportRow,
  series: Snapshots,
  target: string,
  before: Tally,
): Promise<Tally> {
  let tally = before
  const counted = (outcomes: readonly Outcome[]) =>
    added(
      tally,
      0,
      outcomes.map((outcome) => ({ target, outcome })),
      [],
    )
  const resolved: Awaited<ReturnType<Snapshots['resolve']>> = []
  for (const portion of series.portions()) {
    const found = await inBatch(job, dry, it, async (to) => {
      const companies = await series.resolve(to, portion)
      if (dry) tally = counted(await series.write(to, companies))
      return [companies, { note: english`${resolved.length + companies.length} companies found` }]
    })
    resolved.push(...found)
  }
  if (dry) return tally
  const companies = [...Map.groupBy(resolved, (one) => one.organizationId).values()]
  for (let from = 0; from < companies.length; from += 500)
    tally = await inBatch(job, dry, it, async (to) => {
      const outcomes = await series.write(to, companies.slice(from, from + 500).flat())
      return [
        counted(outcomes),
        { note: english`${Math.min(from + 500, companies.length)} of ${companies.length} companies written` },
      ]
    })
  return tally
}
