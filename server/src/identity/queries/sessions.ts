import { asIdentity, type Anywhere } from './logins.ts'

export interface SessionRow {
  readonly id: string
  readonly userAgent: string | null
  readonly createdAt: Date
  readonly membershipId: string | null
  readonly onlyEcosystem: string | null
  readonly lastSeenAt: Date | null
}

/** @param realNow the machine's own time: the sign-in library ends sessions by that one. */
export const sessionsOf = (db: Anywhere, userId: string, realNow: Date): Promise<SessionRow[]> =>
  asIdentity(db, (own) =>
    own
      .selectFrom('authSession')
      .select(['id', 'userAgent', 'createdAt', 'membershipId', 'onlyEcosystem', 'lastSeenAt'])
      .where('userId', '=', userId)
      .where('expiresAt', '>', realNow)
      .orderBy('lastSeenAt', (last) => last.desc().nullsLast())
      .orderBy('id')
      .limit(200)
      .execute(),
  )

interface Which {
  readonly userId: string
  /** Only this one. */
  readonly id?: string
  /** All but this one. */
  readonly except?: string
  /** Only those that work in this place. */
  readonly membershipId?: string
  /** Only those that came through this ecosystem's own provider. */
  readonly onlyEcosystem?: string | null
}

/** Ends sessions at once: there is no copy of them anywhere else. Answers how many. */
export const endSessions = (db: Anywhere, which: Which): Promise<number> =>
  asIdentity(db, async (own) => {
    let query = own.deleteFrom('authSession').where('userId', '=', which.userId)
    if (which.id !== undefined) query = query.where('id', '=', which.id)
    if (which.except !== undefined) query = query.where('id', '!=', which.except)
    if (which.membershipId !== undefined) query = query.where('membershipId', '=', which.membershipId)
    if (which.onlyEcosystem) query = query.where('onlyEcosystem', '=', which.onlyEcosystem)
    return Number((await query.executeTakeFirst()).numDeletedRows)
  })

/** Ends every session that came through an ecosystem's own providers. */
export const endProviderSessions = (db: Anywhere, ecosystemId: string) =>
  asIdentity(db, (own) => own.deleteFrom('authSession').where('onlyEcosystem', '=', ecosystemId).execute())

export const moveSession = (db: Anywhere, id: string, membershipId: string) =>
  asIdentity(db, (own) => own.updateTable('authSession').set({ membershipId }).where('id', '=', id).execute())

export const seeSession = (db: Anywhere, id: string, at: Date) =>
  asIdentity(db, (own) => own.updateTable('authSession').set({ lastSeenAt: at }).where('id', '=', id).execute())

/** Whether this browser's mark belongs to somebody who signed in with this e-mail before. */
export const isKnownDevice = (db: Anywhere, hash: string, email: string): Promise<boolean> =>
  asIdentity(db, async (own) => {
    const row = await own
      .selectFrom('authDevice')
      .innerJoin('authUser', 'authUser.id', 'authDevice.userId')
      .select('authDevice.userId')
      .where('authDevice.hash', '=', hash)
      .where('authUser.email', '=', email)
      .executeTakeFirst()
    return row !== undefined
  })

export const rememberDevice = (db: Anywhere, hash: string, userId: string, at: Date, forget: Date) =>
  asIdentity(db, async (own) => {
    await own.deleteFrom('authDevice').where('userId', '=', userId).where('seenAt', '<', forget).execute()
    await own
      .insertInto('authDevice')
      .values({ hash, userId, seenAt: at })
      .onConflict((on) => on.columns(['hash', 'userId']).doUpdateSet({ seenAt: at }))
      .execute()
  })

export const forgetDevices = (db: Anywhere, userId: string) =>
  asIdentity(db, (own) => own.deleteFrom('authDevice').where('userId', '=', userId).execute())
