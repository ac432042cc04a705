import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { CamelCasePlugin, Kysely, PostgresDialect, sql, type PostgresPool } from 'kysely'
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Engine } from '../../core/database/engine.ts'

interface IdentityTables {
  installation: { key: string; value: string }
  authUser: { id: string; email: string }
}

/** Who came with which session. */
export interface Session {
  readonly id: string
  readonly token: string
  readonly membershipId: string | null
  /** Set where the person came through this ecosystem's own provider: then the session is good for nothing else. */
  readonly onlyEcosystem: string | null
  readonly lastSeenAt: Date | null
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly emailVerified: boolean }
}

/**
 * The library that knows passwords and sessions. Its tables belong to no ecosystem; its own queries run as the role
 * that may touch them.
 *
 * The second factor is ours (`rules/totp.ts`): the library's lets a code in again within its half minute, locks an
 * account after wrong codes whoever typed them, and stands only behind its own password form, not behind providers.
 */
export async function openAuth(engine: Engine, address: string) {
  const db = new Kysely<IdentityTables>({
    dialect: new PostgresDialect({ pool: asIdentity(engine) }),
    plugins: [new CamelCasePlugin()],
  })
  const secret = await installationSecret(db)
  const secure = address.startsWith('https:')
  const auth = betterAuth({
    appName: 'Hansa',
    baseURL: address,
    basePath: '/api/auth',
    secret,
    database: { db, type: 'postgres' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    user: { modelName: 'authUser' },
    session: {
      modelName: 'authSession',
      expiresIn: 7 * 86_400,
      updateAge: 86_400,
      additionalFields: {
        membershipId: { type: 'string', required: false, input: false },
        onlyEcosystem: { type: 'string', required: false, input: false },
        lastSeenAt: { type: 'date', required: false, input: false },
      },
    },
    account: { modelName: 'authAccount' },
    verification: { modelName: 'authVerification' },
    advanced: { cookiePrefix: 'hansa', useSecureCookies: secure },
    plugins: [{ id: 'hansa', endpoints: { begin: beginSession } }],
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
  const inner = await auth.$context
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'hansa sealed values', 32))
  /** Verified where nobody is known, so that the answer takes as long. */
  let nobodys: Promise<string> | undefined

  return {
    address,
    secure,
    /** The session behind a request's cookie. */
    async session(headers: Headers): Promise<Session | undefined> {
      const found = await auth.api.getSession({ headers })
      if (!found) return undefined
      const { session, user } = found
      return {
        id: session.id,
        token: session.token,
        membershipId: session.membershipId ?? null,
        onlyEcosystem: session.onlyEcosystem ?? null,
        lastSeenAt: session.lastSeenAt ?? null,
        user: { id: user.id, name: user.name, email: user.email, emailVerified: user.emailVerified },
      }
    },
    /** The id of the user whose e-mail and password these are. Takes as long where there is no such user. */
    async checkPassword(email: string, password: string): Promise<string | undefined> {
      const found = await inner.internalAdapter.findUserByEmail(email, { includeAccounts: true })
      const known = found?.accounts.find((account) => account.providerId === 'credential')?.password
      const hash = known ?? (await (nobodys ??= inner.password.hash(randomBytes(16).toString('hex'))))
      const fits = await inner.password.verify({ hash, password })
      return known && fits ? found?.user.id : undefined
    },
    hashPassword: (password: string): Promise<string> => inner.password.hash(password),
    /** Cookies of a new session. */
    async begin(
      userId: string,
      where: { membershipId: string; onlyEcosystem: string | null; at: Date },
      headers: Headers,
    ): Promise<string[]> {
      const body = { userId, membershipId: where.membershipId, onlyEcosystem: where.onlyEcosystem, at: where.at }
      const sent = new Headers({ 'user-agent': (headers.get('user-agent') ?? '').slice(0, 500) })
      const answer = await auth.api.begin({ body, headers: sent, asResponse: true })
      return answer.headers.getSetCookie()
    },
    async signOut(headers: Headers): Promise<string[]> {
      const answer = await auth.api.signOut({ headers, asResponse: true })
      return answer.headers.getSetCookie()
    },
    /** Encrypts what must be read again, such as a provider's secret: AES-256-GCM with the installation's key. */
    seal(text: string): string {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    unseal(sealed: string): string {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
    /**
     * The user with this e-mail: found, or made with this password. An existing user's password is left as it is, unless
     * there is none (making them broke off), or `anew` says that nobody works with it yet.
     */
    async ensureUser(
      person: { name: string; email: string; password: string },
      anew = false,
    ): Promise<{ id: string; existed: boolean }> {
      const before = await inner.internalAdapter.findUserByEmail(person.email, { includeAccounts: true })
      const { id } =
        before?.user ??
        (await inner.internalAdapter.createUser(
          { name: person.name, email: person.email, emailVerified: false },
          { method: 'email-password' },
        ))
      const known = before?.accounts.some((account) => account.providerId === 'credential') ?? false
      // Who comes through a provider alone has no password, and is not given one by somebody else.
      const broken = before !== null && before.accounts.length === 0
      if ((before === null || broken || known) && (!known || anew)) {
        const password = await inner.password.hash(person.password)
        if (known) await inner.internalAdapter.updatePassword(id, password)
        else await inner.internalAdapter.linkAccount({ userId: id, providerId: 'credential', accountId: id, password })
      }
      return { id, existed: before !== null }
    },
  }
}
export type Auth = Awaited<ReturnType<typeof openAuth>>

/** Begins a session for somebody whom we have recognized ourselves. Within the process only: no address leads here. */
const beginSession = createAuthEndpoint(
  '/hansa/begin',
  {
    method: 'POST',
    body: z.object({
      userId: z.string(),
      membershipId: z.string(),
      onlyEcosystem: z.string().nullable(),
      at: z.date(),
    }),
    metadata: { SERVER_ONLY: true as const },
  },
  async (ctx) => {
    const { userId, at, ...where } = ctx.body
    const user = await ctx.context.internalAdapter.findUserById(userId)
    if (!user) throw new Error(`There is no user ${userId}`)
    const session = await ctx.context.internalAdapter.createSession(userId, false, { ...where, lastSeenAt: at })
    await setSessionCookie(ctx, { session, user })
    return ctx.json({ done: true })
  },
)

/** Runs each query as the role that may see the sign-in tables, and no longer than that query. */
function asIdentity(engine: Engine): PostgresPool {
  return {
    async connect() {
      const client = await engine.pool.connect()
      const query = async (text: string, values: readonly unknown[]) => {
        await client.query('begin; set local role hansa_identity')
        try {
          const result = await client.query(text, values as unknown[])
          await client.query('commit')
          return result
        } catch (error) {
          await client.query('rollback')
          throw error
        }
      }
      return { query, release: () => client.release() } as unknown as Awaited<ReturnType<PostgresPool['connect']>>
    },
    async end() {},
    options: {},
  }
}

async function installationSecret(db: Kysely<IdentityTables>): Promise<string> {
  await db
    .insertInto('installation')
    .values({ key: 'secret', value: randomBytes(32).toString('base64url') })
    .onConflict((on) => on.doNothing())
    .execute()
  const { value } = await db
    .selectFrom('installation')
    .select('value')
    .where('key', '=', sql.lit('secret'))
    .executeTakeFirstOrThrow()
  return value
}
