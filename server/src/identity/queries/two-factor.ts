import { asIdentity, type Anywhere } from './logins.ts'
import { hashOf } from './tokens.ts'

export interface TwoFactor {
  /** Encrypted. */
  readonly secret: string
  readonly confirmedAt: Date | null
}

export const twoFactorOf = (db: Anywhere, userId: string): Promise<TwoFactor | undefined> =>
  asIdentity(db, (own) =>
    own.selectFrom('authTwoFactor').select(['secret', 'confirmedAt']).where('userId', '=', userId).executeTakeFirst(),
  )

export const hasTwoFactor = async (db: Anywhere, userId: string): Promise<boolean> =>
  (await twoFactorOf(db, userId))?.confirmedAt instanceof Date

/** Keeps a secret that is not yet in force; never over one that is. */
export const proposeTwoFactor = (db: Anywhere, userId: string, secret: string): Promise<boolean> =>
  asIdentity(db, async (own) => {
    const result = await own
      .insertInto('authTwoFactor')
      .values({ userId, secret, confirmedAt: null })
      .onConflict((on) =>
        on.column('userId').doUpdateSet({ secret, lastStep: 0 }).where('authTwoFactor.confirmedAt', 'is', null),
      )
      .executeTakeFirst()
    return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
  })

/** Takes a time step, once: false when it, or a later one, was used before. Of two at the same moment one succeeds. */
export const takeStep = (db: Anywhere, userId: string, step: number): Promise<boolean> =>
  asIdentity(db, async (own) => {
    const result = await own
      .updateTable('authTwoFactor')
      .set({ lastStep: step })
      .where('userId', '=', userId)
      .where('lastStep', '<', step)
      .executeTakeFirst()
    return result.numUpdatedRows > 0n
  })

export const confirmTwoFactor = (db: Anywhere, userId: string, at: Date) =>
  asIdentity(db, (own) =>
    own.updateTable('authTwoFactor').set({ confirmedAt: at }).where('userId', '=', userId).execute(),
  )

export const removeTwoFactor = (db: Anywhere, userId: string) =>
  asIdentity(db, async (own) => {
    await own.deleteFrom('authRecoveryCode').where('userId', '=', userId).execute()
    await own.deleteFrom('authTwoFactor').where('userId', '=', userId).execute()
  })

const recoveryHash = (userId: string, code: string) => hashOf(`${userId} ${code}`)

export const replaceRecoveryCodes = (db: Anywhere, userId: string, codes: readonly string[]) =>
  asIdentity(db, async (own) => {
    await own.deleteFrom('authRecoveryCode').where('userId', '=', userId).execute()
    await own
      .insertInto('authRecoveryCode')
      .values(codes.map((code) => ({ userId, hash: recoveryHash(userId, code) })))
      .execute()
  })

export const takeRecoveryCode = (db: Anywhere, userId: string, code: string): Promise<boolean> =>
  asIdentity(db, async (own) => {
    const result = await own
      .deleteFrom('authRecoveryCode')
      .where('userId', '=', userId)
      .where('hash', '=', recoveryHash(userId, code))
      .executeTakeFirst()
    return result.numDeletedRows > 0n
  })

export const recoveryCodesLeft = (db: Anywhere, userId: string): Promise<number> =>
  asIdentity(db, async (own) => {
    const { left } = await own
      .selectFrom('authRecoveryCode')
      .select((count) => count.fn.countAll<number>().as('left'))
      .where('userId', '=', userId)
      .executeTakeFirstOrThrow()
    return Number(left)
  })
