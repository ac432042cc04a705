import { word } from './language.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Done, Moment } from './fields.ts'
import { Email, Password } from './identity.ts'
import { Code } from './sign-in.ts'

/** How the caller's own login is kept. */
export const Security = z.object({
  email: z.string(),
  emailVerified: z.boolean(),
  hasPassword: z.boolean(),
  twoFactor: z.boolean(),
  recoveryCodesLeft: z.int(),
  /** Whether a place of the caller's asks for a second factor, so that it cannot be switched off. */
  twoFactorRequired: z.boolean(),
})
export type Security = z.infer<typeof Security>
export const readSecurity = endpoint({
  method: 'GET',
  path: '/me/security',
  can: 'signed-in',
  summary: 'How the caller’s own login is kept',
  input: z.object({}),
  output: Security,
})
export const changePassword = endpoint({
  method: 'POST',
  path: '/me/password',
  can: 'signed-in',
  summary: 'Change one’s own password; the other sessions end',
  input: z.object({ current: z.string().min(1).max(200), password: Password }),
  output: Done,
})
export const changeEmail = endpoint({
  method: 'POST',
  path: '/me/email',
  can: 'signed-in',
  summary:
    'Ask for another e-mail address, or for one’s own to be confirmed; it counts once the mailed link was followed',
  input: z.object({ email: Email, password: z.string().min(1).max(200) }),
  output: Done,
})

export const beginTwoFactor = endpoint({
  method: 'POST',
  path: '/me/two-factor',
  can: 'signed-in',
  summary: 'Begin to set up a second factor: a secret for an authenticator app',
  input: z.object({ password: z.string().min(1).max(200).optional() }),
  output: z.object({ secret: z.string(), uri: z.string() }),
})
const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })
export const confirmTwoFactor = endpoint({
  method: 'POST',
  path: '/me/two-factor/confirm',
  can: 'signed-in',
  summary: 'Switch the second factor on with a first code; the answer holds the recovery codes, once',
  input: z.object({ code: Code }),
  output: RecoveryCodes,
})
export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/me/two-factor/recovery-codes',
  can: 'signed-in',
  summary: 'New recovery codes; the old ones end',
  input: z.object({ code: Code }),
  output: RecoveryCodes,
})
export const disableTwoFactor = endpoint({
  method: 'POST',
  path: '/me/two-factor/off',
  can: 'signed-in',
  summary: 'Switch the second factor off',
  input: z.object({ code: Code }),
  output: Done,
})

export const Session = z.object({
  id: z.string(),
  /** Browser and system, as far as they tell. */
  device: z.string(),
  /** Where the person works in it. */
  place: z.string().nullable(),
  createdAt: Moment,
  lastSeenAt: Moment,
  current: z.boolean(),
})
export type Session = z.infer<typeof Session>
export const listSessions = endpoint({
  method: 'GET',
  path: '/me/sessions',
  can: 'signed-in',
  summary: 'Where the caller is signed in',
  input: z.object({}),
  output: z.object({ items: z.array(Session) }),
})
export const endSession = endpoint({
  method: 'DELETE',
  path: '/me/sessions/:id',
  can: 'signed-in',
  summary: 'End one of the caller’s sessions',
  input: z.object({ id: z.string().regex(/^[\w-]{1,64}$/, word('must be a session’s id')) }),
  output: Done,
})
export const endOtherSessions = endpoint({
  method: 'DELETE',
  path: '/me/sessions',
  can: 'signed-in',
  summary: 'End all sessions of the caller but this one',
  input: z.object({}),
  output: z.object({ ended: z.int() }),
})
