import { sql, type ColumnType, type Generated, type Transaction } from 'kysely'
import type { Tables } from '../../core/database/tables.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    authUser: { id: string; name: string; email: string; emailVerified: boolean; createdAt: Date; updatedAt: Date }
    authAccount: {
      id: string
      userId: string
      accountId: string
      providerId: string
      password: string | null
      createdAt: Date
      updatedAt: Date
    }
    authSession: {
      id: string
      userId: string
      token: string
      expiresAt: Date
      userAgent: string | null
      createdAt: Date
      membershipId: string | null
      onlyEcosystem: string | null
      lastSeenAt: Date | null
    }
    authTwoFactor: { userId: string; secret: string; confirmedAt: Date | null; lastStep: Generated<number> }
    authRecoveryCode: { userId: string; hash: string }
    authToken: {
      hash: string
      kind: string
      userId: string | null
      data: ColumnType<Record<string, unknown>, string, string>
      expiresAt: Date
    }
    authThrottle: { key: string; tries: number; blockedUntil: Date; touchedAt: Date }
    authDevice: { hash: string; userId: string; seenAt: Date }
  }
}

/** A transaction, wherever it stands. */
export type Anywhere = Transaction<Tables>

/**
 * The sign-in tables, within a transaction that stands elsewhere, so that an act and the event that tells of it are one.
 * What is done between belongs to the role `hansa_identity`; afterwards the transaction is the application's again.
 */
export async function asIdentity<T>(db: Anywhere, work: (db: Anywhere) => Promise<T>): Promise<T> {
  const become = (role: 'hansa_identity' | 'hansa_app') => sql`select set_config('role', ${role}, true)`.execute(db)
  await become('hansa_identity')
  try {
    return await work(db)
  } finally {
    // After a failed statement nothing runs until the transaction is rolled back, and the role with it.
    await become('hansa_app').catch(() => {})
  }
}

export interface Login {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly emailVerified: boolean
}
const loginColumns = ['id', 'name', 'email', 'emailVerified'] as const

export const loginByEmail = (db: Anywhere, email: string): Promise<Login | undefined> =>
  asIdentity(db, (own) => own.selectFrom('authUser').select(loginColumns).where('email', '=', email).executeTakeFirst())

export const loginById = (db: Anywhere, id: string): Promise<Login> =>
  asIdentity(db, (own) =>
    own.selectFrom('authUser').select(loginColumns).where('id', '=', id).executeTakeFirstOrThrow(),
  )

export const insertLogin = (db: Anywhere, it: Login & { at: Date }): Promise<unknown> =>
  asIdentity(db, (own) => {
    const { at, ...facts } = it
    return own
      .insertInto('authUser')
      .values({ ...facts, createdAt: at, updatedAt: at })
      .execute()
  })

export const updateLogin = (
  db: Anywhere,
  id: string,
  set: { name?: string; email?: string; emailVerified?: boolean },
): Promise<unknown> => asIdentity(db, (own) => own.updateTable('authUser').set(set).where('id', '=', id).execute())

export const hasPassword = (db: Anywhere, userId: string): Promise<boolean> =>
  asIdentity(db, async (own) => {
    const row = await own
      .selectFrom('authAccount')
      .select('id')
      .where('userId', '=', userId)
      .where('providerId', '=', 'credential')
      .executeTakeFirst()
    return row !== undefined
  })

/** Sets a password that was hashed already, for whoever has one and for whoever has none yet. */
export const setPassword = (db: Anywhere, userId: string, hash: string, at: Date): Promise<unknown> =>
  asIdentity(db, async (own) => {
    const changed = await own
      .updateTable('authAccount')
      .set({ password: hash, updatedAt: at })
      .where('userId', '=', userId)
      .where('providerId', '=', 'credential')
      .executeTakeFirst()
    if (changed.numUpdatedRows > 0n) return
    await link(own, { userId, providerId: 'credential', accountId: userId, password: hash }, at)
  })

const link = (
  own: Anywhere,
  it: { userId: string; providerId: string; accountId: string; password: string | null },
  at: Date,
) =>
  own
    .insertInto('authAccount')
    .values({ ...it, id: `${it.providerId}:${it.userId}`, createdAt: at, updatedAt: at })
    .onConflict((on) => on.column('id').doUpdateSet({ accountId: it.accountId, updatedAt: at }))
    .execute()

/** How a provider's accounts are known among all. */
const providerName = (providerId: string) => `oidc:${providerId}`

/** The user whom a provider knows as `subject`. */
export const loginLinked = (db: Anywhere, providerId: string, subject: string): Promise<string | undefined> =>
  asIdentity(db, async (own) => {
    const row = await own
      .selectFrom('authAccount')
      .select('userId')
      .where('providerId', '=', providerName(providerId))
      .where('accountId', '=', subject)
      .executeTakeFirst()
    return row?.userId
  })

export const linkLogin = (db: Anywhere, userId: string, providerId: string, subject: string, at: Date) =>
  asIdentity(db, (own) =>
    link(own, { userId, providerId: providerName(providerId), accountId: subject, password: null }, at),
  )

export const unlinkProvider = (db: Anywhere, providerId: string) =>
  asIdentity(db, (own) => own.deleteFrom('authAccount').where('providerId', '=', providerName(providerId)).execute())

/**
 * Whoever made this login may not have been the one whose address it bears. Once the address is proven for the first
 * time, all that was set up before goes: sessions, second factor, accounts at providers, remembered browsers.
 */
export const proveEmail = (db: Anywhere, userId: string): Promise<unknown> =>
  asIdentity(db, async (own) => {
    for (const table of [
      'authSession',
      'authTwoFactor',
      'authRecoveryCode',
      'authAccount',
      'authDevice',
      'authToken',
    ] as const)
      await own.deleteFrom(table).where('userId', '=', userId).execute()
    await own.updateTable('authUser').set({ emailVerified: true }).where('id', '=', userId).execute()
  })
