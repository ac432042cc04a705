import { Readable } from 'node:stream'
import * as api from '@hansa/contract/claim-batches'
import { claimColumns } from '@hansa/contract/claim-batches'
import { say } from '@hansa/contract/language'
import { today } from '../../core/calendar.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { dropFile, keepFile, readFile } from '../../core/files.ts'
import { handle, handleOutside, type OutsideContext, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { writeBadRows } from '../../core/tabular/bad-rows.ts'
import { detect } from '../../core/tabular/detect.ts'
import { writeCsv } from '../../core/tabular/write.ts'
import { readEcosystem } from '../../identity/queries.ts'
import { cleanName } from '../../messages/rules/files.ts'
import { defaultProgramme } from '../../programme/queries/programmes.ts'
import { bookOf } from '../queries/act.ts'
import * as queries from '../queries/claim-batches.ts'
import { claimColumnsIn } from '../rules/registration/claim-columns.ts'

const mostBytes = 10_000_000
const headBytes = 256 * 1024

/** Keeps a table and lets it be tried. Nothing is kept of a file that is no table of claims. */
async function takeIn(ctx: OutsideContext, given: string) {
  const principal = ctx.principal!
  const { database } = ctx.services
  const fileName = cleanName(given)
  const file = await keepFile(database, principal, {
    name: fileName,
    body: (ctx.request.body ?? []) as unknown as AsyncIterable<Uint8Array>,
    most: mostBytes,
    now: ctx.now,
  })
  try {
    const head: Uint8Array[] = []
    for await (const piece of readFile(database, principal, file.id)) {
      head.push(piece)
      if (head.reduce((bytes, { length }) => bytes + length, 0) >= headBytes) break
    }
    const format = detect(Buffer.concat(head).subarray(0, headBytes), fileName)
    if (!claimColumnsIn(format.columns).columns.has('customer_name'))
      throw wrong(
        'fileName',
        say`has no column customer_name, only ${format.columns.slice(0, 20).join(', ')}; take the template`,
      )
    return await ctx.inside(async ({ db, now, enqueue }) => {
      const id = newId('clb', now)
      await queries.insertBatch(db, {
        id,
        partnerId: principal.partnerId!,
        fileId: file.id,
        fileName,
        format: JSON.stringify(format),
        state: 'checking',
        problem: null,
        counts: '{}',
        movedAt: now,
        submitterId: principal.memberId,
        submitterName: principal.name,
        createdAt: now,
        sentAt: null,
      })
      await enqueue({ kind: 'deals.claims', input: { batchId: id, dry: true } })
      return queries.presentBatch(await queries.readBatch(db, id), now)
    })
  } catch (error) {
    await database.scoped(principal, (db) => dropFile(db, file.id)).catch(() => {})
    throw error
  }
}

const stream = (blocks: AsyncIterable<Uint8Array>) =>
  Readable.toWeb(Readable.from(blocks)) as ReadableStream<Uint8Array>

async function template(ctx: OutsideContext) {
  const example = await ctx.inside(async ({ db, now }) => {
    const programmeId = await defaultProgramme(db)
    const { rules } = await bookOf(db, { programmeId, rulesVersion: null }, now)
    const { currency } = await readEcosystem(db)
    const days = (ahead: number) => new Date(now.getTime() + ahead * 86_400_000)
    const cells: Record<keyof typeof claimColumns, string> = {
      reference: 'A-1',
      customer_name: 'Example Works Ltd',
      website: 'works.example',
      country: rules.territories[0] ?? 'DE',
      contact: 'Ann Example',
      contact_email: 'ann@works.example',
      products: rules.families[0]!.key,
      value: '12500.00',
      currency,
      expected_close: await today(db, days(90)),
      evidence: 'Workshop with the head of IT',
      evidence_on: await today(db, days(-3)),
      public_sector: 'no',
      renewal: 'no',
    }
    return cells
  })
  const columns = Object.keys(claimColumns) as (keyof typeof claimColumns)[]
  const rows = [columns.map((column) => example[column])]
  return { fileName: 'claims.csv', body: stream(writeCsv(columns, rows, { bom: true, reversible: true })) }
}

export const claimBatches: Route[] = [
  handleOutside(api.uploadClaims, (ctx, { fileName }) => takeIn(ctx, fileName)),
  handle(api.listClaimBatches, ({ db, now }, input) => queries.listBatches(db, input, now)),
  handle(api.readClaimBatch, async ({ db, now }, { id }) => queries.presentBatch(await queries.readBatch(db, id), now)),
  handle(api.listClaimRows, async ({ db }, input) => {
    await queries.readBatch(db, input.id)
    return queries.listRows(db, input)
  }),
  handle(api.sendClaims, async ({ db, now, enqueue }, { id }) => {
    const open = queries.presentBatch(await queries.holdBatch(db, id), now).may['send']
    if (open !== true) throw new Refusal('conflict', open ?? '')
    await queries.updateBatch(db, id, { state: 'sending', counts: {}, movedAt: now })
    await enqueue({ kind: 'deals.claims', input: { batchId: id, dry: false } })
    return queries.presentBatch(await queries.readBatch(db, id), now)
  }),
  handleOutside(api.downloadOpenClaims, async (ctx, { id }) => {
    const batch = await ctx.inside(({ db }) => queries.readBatch(db, id))
    async function* rows() {
      for (let after = 0; ;) {
        const page = await ctx.inside(({ db }) => queries.openRowsAfter(db, id, after, 500))
        if (page.length === 0) return
        for (const { raw, problems } of page)
          yield {
            raw,
            reason: problems.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join(' '),
          }
        after = page.at(-1)!.number
      }
    }
    return {
      fileName: `${batch.fileName.replace(/\.(gz|csv|tsv|txt)/gi, '')}.open-rows.csv`,
      body: stream(writeBadRows(rows(), batch.format, batch.format.columns)),
    }
  }),
  handleOutside(api.downloadClaimTemplate, template),
]
