import { createHash, randomBytes } from 'node:crypto'
import { asIdentity, type Anywhere } from './logins.ts'

/** What is kept of a secret that is long and random; short ones need a salt and a slow function. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
export const newSecret = (): string => randomBytes(32).toString('base64url')

export type TokenKind = 'reset' | 'email' | 'second_step' | 'provider'

export interface Token {
  readonly userId: string | null
  readonly data: Record<string, unknown>
}

/** Makes a secret that works once, until `expiresAt`; earlier ones of its kind and person end. Answers the secret. */
export const makeToken = (
  db: Anywhere,
  it: {
    kind: TokenKind
    userId: string | null
    data: Record<string, unknown>
    expiresAt: Date
    at: Date
    /** One that is known elsewhere already; else it is made here. */
    secret?: string
  },
): Promise<string> =>
  asIdentity(db, async (own) => {
    await own.deleteFrom('authToken').where('expiresAt', '<=', it.at).execute()
    // Signing in goes on in several browsers at once; of everything else the latest is meant.
    if (it.userId !== null && it.kind !== 'second_step')
      await own.deleteFrom('authToken').where('userId', '=', it.userId).where('kind', '=', it.kind).execute()
    const { at: _, secret = newSecret(), ...row } = it
    await own
      .insertInto('authToken')
      .values({ ...row, hash: hashOf(secret), data: JSON.stringify(it.data) })
      .execute()
    return secret
  })

/** Uses a secret up. Undefined for one that is unknown, used or late. */
export const useToken = (db: Anywhere, kind: TokenKind, secret: string, at: Date): Promise<Token | undefined> =>
  asIdentity(db, (own) =>
    own
      .deleteFrom('authToken')
      .where('hash', '=', hashOf(secret))
      .where('kind', '=', kind)
      .where('expiresAt', '>', at)
      .returning(['userId', 'data'])
      .executeTakeFirst(),
  )

/** Looks at a secret without using it up. */
export const seeToken = (db: Anywhere, kind: TokenKind, secret: string, at: Date): Promise<Token | undefined> =>
  asIdentity(db, (own) =>
    own
      .selectFrom('authToken')
      .select(['userId', 'data'])
      .where('hash', '=', hashOf(secret))
      .where('kind', '=', kind)
      .where('expiresAt', '>', at)
      .executeTakeFirst(),
  )
