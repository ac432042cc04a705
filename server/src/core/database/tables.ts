import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/**
 * The database's tables, columns in camel case. A capability adds its own in its `queries.ts`:
 * `declare module '../core/database/tables.ts' { interface Tables { deal: DealTable } }`.
 */
export interface Tables {
  ecosystem: {
    id: string
    name: string
    currency: string
    timeZone: string
    requireTwoFactor: Generated<boolean>
    createdAt: Date
    version: Generated<number>
  }
  event: EventTable
  eventTrouble: {
    ecosystemId: Generated<string>
    id: string
    reader: string
    eventId: string
    tries: number
    error: string
    firstAt: Date
    nextAt: Date
    parkedAt: Date | null
  }
  recordAlias: { ecosystemId: Generated<string>; id: string; intoId: string }
  eventCursor: { ecosystemId: Generated<string>; reader: string; cursor: string }
  job: JobTable
  clockRun: { ecosystemId: Generated<string>; clock: string; ranUntil: Date }
  file: {
    ecosystemId: Generated<string>
    id: string
    name: string
    bytes: number
    sha256: string
    partnerId: string | null
    createdAt: Date
  }
  fileChunk: { ecosystemId: Generated<string>; fileId: string; position: number; content: Buffer }
  replay: {
    ecosystemId: Generated<string>
    principal: string
    key: string
    requestHash: string
    answer: JSONColumnType<object, string | null, string>
    createdAt: Date
  }
}

export type Json<T = Record<string, unknown>> = ColumnType<T, string, string>

interface EventTable {
  ecosystemId: Generated<string>
  id: string
  verb: string
  happenedAt: Date
  recordedAt: Date
  recordedXid: Generated<string>
  actorKind: 'user' | 'key' | 'system' | 'partner' | 'import'
  actorId: string | null
  actorName: string | null
  objectId: string | null
  organizationId: string | null
  partnerId: string | null
  source: string
  sourceKey: string | null
  data: Json
}

interface JobTable {
  ecosystemId: Generated<string>
  id: string
  kind: string
  input: Json
  state: Generated<'queued' | 'running' | 'done' | 'failed' | 'cancelled'>
  runAt: Date
  attempts: Generated<number>
  /** Times in a row that the process died with it before it came any further. */
  crashes: Generated<number>
  leaseUntil: Date | null
  cancelAsked: Generated<boolean>
  done: Generated<number>
  total: number | null
  note: string | null
  checkpoint: ColumnType<Record<string, unknown> | null, string | null, string | null>
  result: ColumnType<Record<string, unknown> | null, string | null, string | null>
  error: string | null
  createdBy: string | null
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
}
