import { sql } from 'kysely'
import type { Db } from '../../core/database/scope.ts'

/**
 * What of each table is the partner's own to take along: the columns that the portal shows it. Which rows, the wall of
 * the database decides: this is asked in the partner's own name.
 */
const own: readonly { kind: string; table: string; columns: readonly string[] }[] = [
  {
    kind: 'company',
    table: 'organization',
    columns: ['id', 'name', 'website', 'country', 'city', 'industry', 'employees', 'description', 'aliases'],
  },
  { kind: 'person', table: 'person', columns: ['id', 'name', 'email', 'phone', 'title', 'country'] },
  {
    kind: 'partnership',
    table: 'partnership',
    columns: ['id', 'types', 'stage', 'tier', 'territory', 'since', 'left_on'],
  },
  { kind: 'user', table: 'member', columns: ['id', 'name', 'email', 'role', 'created_at'] },
  {
    kind: 'deal',
    table: 'deal',
    columns: [
      'id',
      'name',
      'stage',
      'stage_since',
      'closed_on',
      'amount',
      'currency',
      'product',
      'opened_on',
      'expected_close_on',
    ],
  },
  {
    kind: 'registration',
    table: 'registration',
    columns: [
      'id',
      'customer_name',
      'customer_domain',
      'country',
      'contact_name',
      'contact_email',
      'families',
      'amount',
      'currency',
      'expected_close_on',
      'evidence',
      'evidence_on',
      'state',
      'complete_at',
      'protected_from',
      'protected_until',
      'created_at',
    ],
  },
  {
    kind: 'registration_file',
    table: 'registration_file',
    columns: ['id', 'registration_id', 'name', 'bytes', 'sha256', 'act', 'created_at'],
  },
  { kind: 'revenue', table: 'revenue', columns: ['id', 'day', 'amount', 'currency', 'kind', 'product'] },
  {
    kind: 'certification',
    table: 'certification',
    columns: ['id', 'name', 'person_id', 'granted_on', 'expires_on', 'ended_on'],
  },
  {
    kind: 'task',
    table: 'task',
    columns: ['id', 'title', 'owner', 'due_on', 'state', 'evidence', 'finished_at', 'finished_by_name'],
  },
  { kind: 'event', table: 'event', columns: ['id', 'verb', 'happened_at'] },
]

const batch = 1000

/** A partner's own data, record by record, a batch at a time; `db` stands in the partner's scope. */
export async function* partnerData(
  inside: <T>(work: (db: Db) => Promise<T>) => Promise<T>,
): AsyncGenerator<{ kind: string } & Record<string, unknown>> {
  for (const { kind, table, columns } of own)
    for (let after = ''; ;) {
      const rows = await inside(
        async (db) =>
          (
            await sql<{ id: string; row: Record<string, unknown> }>`
              select id, jsonb_build_object(${sql.join(columns.flatMap((column) => [sql.lit(column), sql.ref(column)]))}) as row
              from ${sql.table(table)} where id > ${after} order by id limit ${batch}`.execute(db)
          ).rows,
      )
      for (const { row } of rows) yield { kind, ...row }
      if (rows.length < batch) break
      after = rows.at(-1)!.id
    }
}
