/**
 * Importing a million events, from the file to the report, against a bare COPY of the same rows into a table with the
 * same columns and indexes. `BENCH_DATABASE` names a PostgreSQL whose login may create databases and read files on the
 * server; `BENCH_ROWS` the number of rows.
 */
import { Readable } from 'node:stream'
import { runNext } from '../server/src/core/jobs/worker.ts'
import { takeIn } from '../server/src/integrations/jobs/take-in.ts'
import { runImport } from '../server/src/integrations/jobs/run.ts'
import { mapImport, runImport as runEndpoint } from '../contract/src/integrations.ts'
import { startTestServer } from '../server/src/testing.ts'
import { print, seconds } from './measure.ts'

process.env.TEST_DATABASE = process.env.BENCH_DATABASE
if (!process.env.BENCH_DATABASE) throw new Error('BENCH_DATABASE is not set: COPY needs a PostgreSQL server.')
const rows = Number(process.env.BENCH_ROWS ?? 1_000_000)
const companies = 2000
const day = 86_400_000
const start = Date.UTC(2024, 0, 1)

function* file() {
  yield 'company_id,company,event,at,event_id\n'
  for (let i = 0; i < rows; i += 1000) {
    let text = ''
    for (let j = i; j < Math.min(rows, i + 1000); j++) {
      const company = (j * 7919) % companies
      text += `c${company},Company ${company},portal.signed_in,${new Date(start + ((j * 104_729) % (700 * 86_400)) * 1000).toISOString()},e${j}\n`
    }
    yield text
  }
}

const server = await startTestServer()
server.clock.advance(2 * 365 * day)
const { ecosystemId, as } = await server.newEcosystem()
const call = await as('partner_manager')
const scope = { ecosystemId, partnerId: null }
const id = await takeIn(server.services, scope, {
  fileName: 'events.csv',
  body: Readable.from(file(), { objectMode: false }) as AsyncIterable<Uint8Array>,
  createdBy: null,
  now: server.clock.now(),
})
const mapped = await call(mapImport, {
  id,
  mapping: {
    source: 'bench',
    outputs: [
      {
        target: 'events',
        fields: {
          key: { column: 'company_id' },
          name: { column: 'company' },
          verb: { column: 'event' },
          happenedAt: { column: 'at' },
          eventKey: { column: 'event_id' },
        },
      },
    ],
  },
})
if (mapped.status !== 200) throw new Error(mapped.text)
await call(runEndpoint, { id })
const before = process.memoryUsage().rss
const imported = await seconds(() =>
  runNext(server.services, new Map([[runImport.kind, runImport]]), new AbortController().signal),
)
const grown = (process.memoryUsage().rss - before) / 1e6

const { owner } = server.database
const path = `/tmp/hansa-bench-${process.pid}.copy`
await owner.query(`create table bench_target (like event including all)`)
await owner.query(`copy (select * from event where ecosystem_id = '${ecosystemId}') to '${path}'`)
const copied = await seconds(() => owner.query(`copy bench_target from '${path}'`))
const { rows: counted } = await owner.query<{ events: number; copies: number }>(
  `select (select count(*) from event where ecosystem_id = $1 and verb = 'portal.signed_in') as events, (select count(*) from bench_target) as copies`,
  [ecosystemId],
)
print('Import of events against a bare COPY', [
  ['events imported', String(counted[0]?.events)],
  ['import', `${imported.toFixed(1)} s`],
  ['COPY of the same rows', `${copied.toFixed(1)} s`],
  ['ratio (goal 3)', (imported / copied).toFixed(2)],
  ['memory grown', `${grown.toFixed(0)} MB`],
])
process.exit(0)
