import type { Ecosystem, Member } from '@hansa/contract/identity'
import { say } from '@hansa/contract/language'
import type { Permission, Role } from '@hansa/contract/permissions'
import { sql, type Generated, type Selectable, type Transaction } from 'kysely'
import { matchesText, page } from '../core/database/lists.ts'
import type { Db } from '../core/database/scope.ts'
import type { Tables } from '../core/database/tables.ts'
import { missing, stale } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { defined } from '../core/objects.ts'

declare module '../core/database/tables.ts' {
  interface Tables {
    member: {
      ecosystemId: Generated<string>
      id: string
      userId: string
      name: string
      email: string
      role: Role
      partnerId: string | null
      disabled: Generated<boolean>
      endedByVendor: Generated<boolean>
      createdAt: Date
      version: Generated<number>
    }
  }
}

type Anywhere = Transaction<Tables>

export interface Membership {
  readonly ecosystemId: string
  readonly memberId: string
  readonly role: Role
  readonly partnerId: string | null
  readonly ecosystemName: string
  /** The partner's, for its people. */
  readonly partnerName: string | null
  readonly name: string
  readonly email: string
  /** Whether the ecosystem asks for a second factor, and whether the person lacks it. */
  readonly asksTwoFactor: boolean
  readonly lacksTwoFactor: boolean
}
export const membershipsOf = async (db: Anywhere, userId: string): Promise<Membership[]> =>
  (await sql<Membership>`select * from memberships_of(${userId})`.execute(db)).rows

export interface KeyOwner extends Omit<
  Membership,
  'ecosystemName' | 'partnerName' | 'asksTwoFactor' | 'lacksTwoFactor'
> {
  readonly keyId: string
  readonly userId: string
  readonly scopes: Permission[]
}
export const keyBehind = async (db: Anywhere, hash: string, now: Date): Promise<KeyOwner | undefined> =>
  (await sql<KeyOwner>`select * from key_behind(${hash}, ${now})`.execute(db)).rows[0]

export const anyEcosystem = async (db: Anywhere): Promise<boolean> =>
  (await sql<{ id: string }>`select every_ecosystem() as id limit 1`.execute(db)).rows.length > 0

export const foundEcosystem = async (
  db: Anywhere,
  it: { id: string; name: string; currency: string; timeZone: string },
  now: Date,
) =>
  (
    await sql<{
      founded: boolean
    }>`select found_ecosystem(${it.id}, ${it.name}, ${it.currency}, ${it.timeZone}, ${now}) as founded`.execute(db)
  ).rows[0]!.founded

export async function readEcosystem(db: Db): Promise<Ecosystem> {
  const { createdAt: _, ...ecosystem } = await db.selectFrom('ecosystem').selectAll().executeTakeFirstOrThrow()
  return ecosystem
}

export async function updateEcosystem(
  db: Db,
  {
    version,
    ...facts
  }: {
    version: number
    name?: string | undefined
    currency?: string | undefined
    timeZone?: string | undefined
    requireTwoFactor?: boolean | undefined
  },
) {
  const result = await db
    .updateTable('ecosystem')
    .set({ ...defined(facts), version: version + 1 })
    .where('version', '=', version)
    .executeTakeFirst()
  const now = await readEcosystem(db)
  if (result.numUpdatedRows === 0n) throw stale(say`ecosystem`, now.version)
  return now
}

const presentMember = (row: Selectable<Tables['member']>): Member => ({
  id: row.id,
  userId: row.userId,
  name: row.name,
  email: row.email,
  role: row.role,
  partnerId: row.partnerId,
  disabled: row.disabled,
  createdAt: row.createdAt.toISOString(),
  version: row.version,
})

export async function listMembers(
  db: Db,
  ask: {
    q?: string | undefined
    sort: string
    after?: string | undefined
    limit: number
    role?: Role | undefined
    partnerId?: string | undefined
  },
) {
  let query = db.selectFrom('member').selectAll()
  if (ask.role) query = query.where('role', '=', ask.role)
  if (ask.partnerId) query = query.where('partnerId', '=', ask.partnerId)
  if (ask.q) query = query.where(matchesText(['member.name', 'member.email'], ask.q))
  return page(db, query, ask, { name: 'member.name', createdAt: 'member.createdAt' }, 'member.id', presentMember)
}

/** The names of members, by their id; ids that name no member are left out. */
export async function memberNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('member')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function insertMember(
  db: Db,
  it: { userId: string; name: string; email: string; role: Role; partnerId: string | null },
  now: Date,
): Promise<Member> {
  const row = await db
    .insertInto('member')
    .values({ ...it, id: newId('mem', now), createdAt: now })
    .returningAll()
    .executeTakeFirstOrThrow()
  return presentMember(row)
}

export async function updateMember(
  db: Db,
  id: string,
  version: number,
  set: { role?: Role | undefined; disabled?: boolean | undefined },
): Promise<Member> {
  const row = await db
    .updateTable('member')
    .set({
      ...defined(set),
      ...(set.disabled !== undefined && { endedByVendor: sql<boolean>`${set.disabled} and current_partner() is null` }),
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
  if (row) return presentMember(row)
  const now = await db.selectFrom('member').select('version').where('id', '=', id).executeTakeFirst()
  throw now ? stale(say`member`, now.version) : missing(say`member`, id)
}

export async function readMember(db: Db, id: string): Promise<Member> {
  const row = await db.selectFrom('member').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw missing(say`member`, id)
  return presentMember(row)
}

/** Whether it was the vendor who ended this person's access. */
export const isEndedByVendor = async (db: Db, id: string): Promise<boolean> =>
  (await db.selectFrom('member').select('endedByVendor').where('id', '=', id).executeTakeFirst())?.endedByVendor ??
  false

/** What is known of a person in one place, after it changed for them all. */
export const renameMember = (db: Db, id: string, set: { email: string }): Promise<unknown> =>
  db.updateTable('member').set(set).where('id', '=', id).execute()

/**
 * How many people can still administer the ecosystem, or with `partnerId` that partner's people. Held until the
 * transaction ends, so that no two leave together.
 */
export async function countAdministrators(db: Db, partnerId: string | null = null): Promise<number> {
  const rows = await db
    .selectFrom('member')
    .select('id')
    .where('role', '=', partnerId === null ? 'administrator' : 'partner_administrator')
    .where('partnerId', 'is not distinct from', partnerId)
    .where('disabled', '=', false)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.length
}

export const isMember = async (db: Db, userId: string, partnerId: string | null): Promise<boolean> =>
  (await db
    .selectFrom('member')
    .select('id')
    .where('userId', '=', userId)
    .where('partnerId', 'is not distinct from', partnerId)
    .executeTakeFirst()) !== undefined

/** Whether a partner's people can act for it. */
export const isOrganization = async (db: Db, id: string): Promise<boolean> =>
  (await sql`select from organization where id = ${id} and merged_into is null`.execute(db)).rows.length > 0
