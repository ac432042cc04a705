import { say } from '@hansa/contract/language'
import { ProgrammeRules, type Programme, type ProgrammeVersion } from '@hansa/contract/programme'
import type { Generated, Insertable, Selectable } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { Json, Tables } from '../../core/database/tables.ts'
import { missing, stale } from '../../core/errors.ts'
import { defined } from '../../core/objects.ts'
import { inForceAt, nextAfter, stateAt } from '../rules/versions.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    programme: {
      ecosystemId: Generated<string>
      id: string
      name: string
      description: Generated<string>
      slug: string
      applicationsOpen: Generated<boolean>
      isDefault: Generated<boolean>
      createdAt: Date
      version: Generated<number>
    }
    programmeVersion: {
      ecosystemId: Generated<string>
      programmeId: string
      number: number
      validFrom: Date
      announcedAt: Date
      author: string | null
      authorName: string | null
      note: Generated<string>
      rules: Json<unknown>
      withdrawnAt: Date | null
    }
  }
}

/** The rules of a programme at a time, and which version they are: what a decision stores (law 3). */
export interface RulesAt {
  readonly programmeId: string
  readonly version: number
  readonly validFrom: Date
  readonly rules: ProgrammeRules
}

/**
 * The rules that hold at a moment. Before a programme's first version they are those of that version: what it began with.
 *
 * @throws Refusal `missing` where there is no such programme
 */
export async function rulesAt(db: Db, programmeId: string, at: Date): Promise<RulesAt> {
  const versions = await rowsOf(db, [programmeId])
  const row = inForceAt(versions, at) ?? versions.find((version) => version.number === 1)
  if (!row) throw missing(say`programme`, programmeId)
  return { programmeId, version: row.number, validFrom: row.validFrom, rules: ProgrammeRules.parse(row.rules) }
}

/** The rules of one version, also of one that holds no longer: for replaying what was decided by it. */
export async function rulesOf(db: Db, programmeId: string, number: number): Promise<RulesAt> {
  const row = (await rowsOf(db, [programmeId])).find((version) => version.number === number)
  if (!row) throw missing(say`version of the rules`, `${programmeId} ${number}`)
  return { programmeId, version: number, validFrom: row.validFrom, rules: ProgrammeRules.parse(row.rules) }
}

/** The programme that an ecosystem begins with; what names no programme is in this one. */
export const defaultProgramme = async (db: Db): Promise<string> =>
  (await db.selectFrom('programme').select('id').where('isDefault', '=', true).executeTakeFirstOrThrow()).id

const rowsOf = (db: Db, programmeIds: readonly string[]) =>
  db.selectFrom('programmeVersion').selectAll().where('programmeId', 'in', programmeIds).orderBy('number').execute()

export async function listProgrammes(db: Db, now: Date): Promise<Omit<Programme, 'may'>[]> {
  const rows = await db
    .selectFrom('programme')
    .selectAll()
    .orderBy('isDefault', 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute()
  return present(db, rows, now)
}

export async function readProgramme(db: Db, id: string, now: Date): Promise<Omit<Programme, 'may'>> {
  const rows = await db.selectFrom('programme').selectAll().where('id', '=', id).execute()
  const [programme] = await present(db, rows, now)
  if (!programme) throw missing(say`programme`, id)
  return programme
}

async function present(db: Db, rows: readonly Selectable<Tables['programme']>[], now: Date) {
  if (rows.length === 0) return []
  const versions = await rowsOf(
    db,
    rows.map((row) => row.id),
  )
  return rows.map((row) => {
    const own = versions.filter((version) => version.programmeId === row.id)
    const next = nextAfter(own, now)
    return {
      id: row.id,
      name: row.name,
      description: row.description,
      slug: row.slug,
      applicationsOpen: row.applicationsOpen,
      isDefault: row.isDefault,
      inForce: inForceAt(own, now)?.number ?? null,
      next: next ? { number: next.number, validFrom: next.validFrom.toISOString() } : null,
      createdAt: row.createdAt.toISOString(),
      version: row.version,
    }
  })
}

/** A programme with its first version. */
export async function insertProgramme(
  db: Db,
  programme: Insertable<Tables['programme']>,
  first: { rules: unknown; author: string; authorName: string },
): Promise<void> {
  await db.insertInto('programme').values(programme).execute()
  const { createdAt: at, id: programmeId } = programme
  const { author, authorName, rules } = first
  await insertVersion(db, {
    programmeId,
    number: 1,
    validFrom: at,
    announcedAt: at,
    author,
    authorName,
    rules: JSON.stringify(rules),
  })
}

export const insertVersion = (db: Db, row: Insertable<Tables['programmeVersion']>) =>
  db.insertInto('programmeVersion').values(row).execute()

export async function updateProgramme(
  db: Db,
  {
    id,
    version,
    ...set
  }: { id: string; version: number } & Partial<{
    name: string | undefined
    description: string | undefined
    slug: string | undefined
    applicationsOpen: boolean | undefined
  }>,
  now: Date,
): Promise<void> {
  const result = await db
    .updateTable('programme')
    .set({ ...defined(set), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (result.numUpdatedRows === 0n) throw stale(say`programme`, (await readProgramme(db, id, now)).version)
}

/** Holds a programme until the transaction ends, so that two people do not announce at once; answers its versions. */
export async function holdVersions(db: Db, programmeId: string) {
  const held = await db
    .selectFrom('programme')
    .select('id')
    .where('id', '=', programmeId)
    .forUpdate()
    .executeTakeFirst()
  if (!held) throw missing(say`programme`, programmeId)
  return rowsOf(db, [programmeId])
}

export const withdrawVersion = (db: Db, programmeId: string, number: number, now: Date) =>
  db
    .updateTable('programmeVersion')
    .set({ withdrawnAt: now })
    .where('programmeId', '=', programmeId)
    .where('number', '=', number)
    .execute()

/** Newest first. */
export async function listVersions(db: Db, programmeId: string, now: Date): Promise<ProgrammeVersion[]> {
  const rows = await rowsOf(db, [programmeId])
  if (rows.length === 0) throw missing(say`programme`, programmeId)
  return rows.toReversed().map((row) => ({
    programmeId,
    number: row.number,
    validFrom: row.validFrom.toISOString(),
    announcedAt: row.announcedAt.toISOString(),
    author: row.authorName,
    note: row.note,
    state: stateAt(row, rows, now),
    rules: ProgrammeRules.parse(row.rules),
  }))
}
