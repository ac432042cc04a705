import type { Endpoint } from '@hansa/contract/endpoint'
import { mapImport, readImport, runImport, uploadImport, type Import } from '@hansa/contract/integrations'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { fileOf } from './files.ts'
import { mappingOf, targets } from './shape.ts'

interface Place {
  readonly url: string
  readonly key: string
}

async function call(
  place: Place,
  { method, path }: Endpoint,
  id: string | null,
  query: Record<string, string>,
  body?: BodyInit,
): Promise<Import> {
  const address = new URL(`${place.url}/api${path.replace(':id', id ?? '')}`)
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
  const headers: Record<string, string> = { authorization: `Bearer ${place.key}` }
  if (method === 'POST') headers['idempotency-key'] = crypto.randomUUID()
  if (typeof body === 'string') headers['content-type'] = 'application/json'
  const response = await fetch(address, { method, headers, ...(body && { body, duplex: 'half' }) } as RequestInit)
  const answer = (await response.json().catch(() => null)) as (Import & { message?: string }) | null
  if (response.ok && answer) return answer
  throw new Error(answer?.message ?? `${place.url} answered ${response.status}. Is it Hansa?`)
}

/** Imports one file after the other, as anybody would: upload, say what the columns are, run, wait. The truth stays here. */
export async function sendFiles(place: Place, folder: string, say: (line: string) => void): Promise<void> {
  for (const target of targets) {
    const name = fileOf(target)
    const began = performance.now()
    const file = Readable.toWeb(createReadStream(join(folder, name))) as ReadableStream<Uint8Array>
    const { id } = await call(place, uploadImport, null, { fileName: name }, file)
    await call(place, mapImport, id, {}, JSON.stringify({ mapping: mappingOf(target) }))
    await call(place, runImport, id, {}, '{}')
    let it = await call(place, readImport, id, {})
    for (
      let told = 0;
      !it.job || it.job.state === 'queued' || it.job.state === 'running';
      it = await call(place, readImport, id, {})
    ) {
      if (it.job && it.job.done > told + 20_000) say(`  ${name}: ${(told = it.job.done).toLocaleString('en')} rows`)
      await wait(250)
    }
    if (it.job.state !== 'done' || !it.report)
      throw new Error(`The import of ${name} is ${it.job.state}. ${it.job.error ?? ''}`)
    const { rows, bad } = it.report.counts
    const seconds = (performance.now() - began) / 1000
    say(
      `${name}: ${rows.toLocaleString('en')} rows in ${seconds.toFixed(1)} s${bad > 0 ? `, ${bad} of them bad: ${it.report.problems[0]?.reason ?? ''}` : ''}`,
    )
  }
}
