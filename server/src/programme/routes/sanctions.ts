import * as api from '@hansa/contract/applications'
import { say } from '@hansa/contract/language'
import { wrong } from '../../core/errors.ts'
import { handle, handleOutside, type Route } from '../../core/http/route.ts'
import { parseCountry } from '../../core/tabular/cells/countries.ts'
import { detect } from '../../core/tabular/detect.ts'
import { readRows } from '../../core/tabular/rows.ts'
import { insertSanctionsList, listSanctionsLists } from '../queries/sanctions.ts'
import { makeDue } from '../queries/vetting.ts'
import { aliasesOf, columnsOf, wordsOf, type Listed } from '../rules/sanctions.ts'

const mostBytes = 100_000_000
const mostEntries = 500_000

/** Every name of a list, its other names as names of their own, and how many rows had none. */
async function readList(bytes: Uint8Array, fileName: string): Promise<{ entries: Listed[]; skipped: number }> {
  const format = detect(bytes, fileName)
  const columns = columnsOf(format.columns)
  if (!columns)
    throw wrong('body', say`has no column for names; its columns are ${format.columns.slice(0, 10).join(', ')}`)
  const entries: Listed[] = []
  let skipped = 0
  const once = async function* () {
    yield bytes
  }
  for await (const batch of readRows(once(), format))
    for (const { values } of batch) {
      const name = values?.[columns.name]?.trim()
      if (!name) {
        skipped++
        continue
      }
      const country = columns.country && values?.[columns.country]
      const about = {
        country: country ? (parseCountry(country).value ?? null) : null,
        reference: (columns.reference && values?.[columns.reference]?.slice(0, 200)) || null,
      }
      for (const one of new Set([name, ...aliasesOf(columns.aliases && values?.[columns.aliases])]))
        entries.push({ name: one.slice(0, 500), words: wordsOf(one.slice(0, 500)), ...about })
      if (entries.length > mostEntries) throw wrong('body', say`holds more than ${mostEntries} names`)
    }
  return { entries: entries.filter((entry) => entry.words !== ''), skipped }
}

async function readBody(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length
    if (size > mostBytes) throw wrong('body', say`is larger than ${mostBytes / 1_000_000} MB`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export const sanctions: Route[] = [
  handle(api.listSanctionsLists, async ({ db }) => ({ items: await listSanctionsLists(db) })),
  handleOutside(api.uploadSanctionsList, async ({ inside, request }, { fileName }) => {
    const bytes = await readBody(request)
    if (bytes.length === 0) throw wrong('body', say`is empty; send the file as the request’s body`)
    const list = await readList(bytes, fileName)
    return inside(async ({ db, now, principal, record }) => {
      const version = await insertSanctionsList(db, list, {
        name: fileName,
        uploadedAt: now,
        uploadedBy: principal.memberId,
        uploaderName: principal.name,
      })
      await makeDue(db)
      await record({ verb: 'sanctions.uploaded', data: { version, entries: list.entries.length, name: fileName } })
      return (await listSanctionsLists(db)).find((one) => one.version === version)!
    })
  }),
]
