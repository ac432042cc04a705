import { betterAuth } from 'better-auth'
import { CamelCasePlugin, Kysely, PostgresDialect, sql, type PostgresPool } from 'kysely'
import { randomBytes } from 'node:crypto'
import type { Engine } from '../../core/database/engine.ts'

interface IdentityTables {
  installation: { key: string; value: string }
  authUser: { id: string; email: string }
}

/**
 * The library that knows passwords and sessions. Its four tables belong to no ecosystem; only its own role may touch
 * them, and requests' transactions never run as that role.
 */
export async function openAuth(engine: Engine, address: string) {
  const db = new Kysely<IdentityTables>({
    dialect: new PostgresDialect({ pool: asIdentity(engine) }),
    plugins: [new CamelCasePlugin()],
  })
  const auth = betterAuth({
    appName: 'Hansa',
    baseURL: address,
    basePath: '/api/auth',
    secret: await installationSecret(db),
    database: { db, type: 'postgres' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    user: { modelName: 'authUser' },
    session: {
      modelName: 'authSession',
      expiresIn: 7 * 86_400,
      updateAge: 86_400,
      additionalFields: { membershipId: { type: 'string', required: false, input: false } },
    },
    account: { modelName: 'authAccount' },
    verification: { modelName: 'authVerification' },
    advanced: { cookiePrefix: 'hansa', useSecureCookies: address.startsWith('https:') },
    telemetry: { enabled: false },
    logger: { disabled: true },
  })
  const inner = await auth.$context

  return {
    /** The session behind a request's cookie. */
    async session(headers: Headers) {
      const found = await auth.api.getSession({ headers })
      if (!found) return undefined
      const { session, user } = found
      return {
        token: session.token,
        membershipId: session.membershipId ?? null,
        user: { id: user.id, name: user.name, email: user.email },
      }
    },
    /** Cookies of a new session, or undefined where e-mail and password do not belong together. */
    async signIn(email: string, password: string, headers: Headers): Promise<string[] | undefined> {
      const { host: _, ...kept } = Object.fromEntries(headers)
      const answer = await auth.api.signInEmail({
        body: { email, password },
        headers: new Headers(kept),
        asResponse: true,
      })
      return answer.ok ? answer.headers.getSetCookie() : undefined
    },
    async signOut(headers: Headers): Promise<string[]> {
      const answer = await auth.api.signOut({ headers, asResponse: true })
      return answer.headers.getSetCookie()
    },
    async choose(token: string, membershipId: string) {
      await inner.internalAdapter.updateSession(token, { membershipId })
    },
    async endSessions(userId: string) {
      await inner.internalAdapter.deleteUserSessions(userId)
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
      if (!known || anew) {
        const password = await inner.password.hash(person.password)
        if (known) await inner.internalAdapter.updatePassword(id, password)
        else await inner.internalAdapter.linkAccount({ userId: id, providerId: 'credential', accountId: id, password })
      }
      return { id, existed: before !== null }
    },
  }
}
export type Auth = Awaited<ReturnType<typeof openAuth>>

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
