import {
  checkImport,
  downloadBadRows,
  readImport,
  runImport,
  uploadImport,
  type Import,
} from '@hansa/contract/integrations'
import { createReadStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { Misuse } from './commands.ts'
import { send, type Place } from './client.ts'

export interface ImportOptions {
  readonly recipe?: string | undefined
  readonly dryRun: boolean
  readonly json: boolean
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Imports a file from upload to report: `hansa import partners.csv --recipe cncf_members --dry-run`. Rows that did not
 * land are written beside the file.
 *
 * @returns 0 when every row landed, 3 when some did not or the job failed.
 */
export async function importFile(
  place: Place,
  file: string | undefined,
  { recipe, dryRun, json }: ImportOptions,
): Promise<number> {
  if (!file) throw new Misuse('Name the file: hansa import partners.csv')
  if (!(await stat(file).catch(() => undefined))?.isFile()) throw new Misuse(`There is no file ${file}`)
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const body = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>
  const taken = (await (
    await send(place, uploadImport, { fileName: basename(file), ...(recipe && { recipeId: recipe }) }, body)
  ).json()) as Import
  say(
    `${taken.format.why}\n${taken.recipeId ? `Recipe: ${taken.recipeId}.` : `No recipe knows these columns; proposed: ${taken.mapping?.outputs.map((output) => output.target).join(', ')}.`}`,
  )
  await send(place, dryRun ? checkImport : runImport, { id: taken.id })
  let it = taken
  let told = ''
  for (;;) {
    it = (await (await send(place, readImport, { id: taken.id })).json()) as Import
    const line = it.job ? `${it.job.done} rows${it.job.note ? `: ${it.job.note}` : ''}` : ''
    if (line !== told) say((told = line))
    if (it.job && it.job.state !== 'queued' && it.job.state !== 'running') break
    await wait(500)
  }
  if (it.job.state !== 'done') {
    say(`The import is ${it.job.state}. ${it.job.error ?? ''}`)
    return 3
  }
  const report = (dryRun ? it.check : it.report)!
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`)
  else {
    process.stdout.write(
      `${report.counts.rows} rows: ${report.counts.good} good, ${report.counts.bad} bad${dryRun ? ' (dry run: nothing was written)' : ''}\n`,
    )
    for (const [target, counts] of Object.entries(report.counts.records))
      process.stdout.write(
        `${target}: ${counts.created} created, ${counts.updated} updated, ${counts.unchanged} unchanged\n`,
      )
    for (const { row, reason } of report.problems.slice(0, 10)) process.stdout.write(`row ${row}: ${reason}\n`)
  }
  if (report.counts.bad === 0) return 0
  if (!dryRun) {
    const beside = `${file.replace(/\.gz$/i, '')}.bad-rows.csv`
    await writeFile(beside, Buffer.from(await (await send(place, downloadBadRows, { id: taken.id })).arrayBuffer()))
    say(`The rows that did not land are in ${beside}`)
  }
  return 3
}
