import { word } from './language.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Done, id, line, Moment } from './fields.ts'
import { Door, Email, Password, RoleName } from './identity.ts'

/** The secret part of a link in a mail. */
const Token = z.string().regex(/^[\w-]{20,100}$/, word('is not the secret of a link of ours'))
/** Six digits of an authenticator app, or a recovery code. */
export const Code = z.string().trim().min(6).max(40)
/** Where to go on afterwards: an address of this Hansa. */
const Next = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])/, word('must be an address of this Hansa, such as /deals'))

/** After a step of signing in: inside, or asked for the second factor. */
export const SignedIn = z.object({ next: z.enum(['home', 'two_factor']), door: Door })
export type SignedIn = z.infer<typeof SignedIn>

export const Provider = z.object({ id: id('idp'), name: z.string() })

export const readSignIn = endpoint({
  method: 'GET',
  path: '/sign-in',
  can: 'public',
  summary: 'The ways to sign in besides e-mail and password',
  input: z.object({}),
  output: z.object({ providers: z.array(Provider) }),
})
export const signIn = endpoint({
  method: 'POST',
  path: '/sign-in',
  can: 'public',
  summary: 'Sign in with e-mail and password; the answer sets a session cookie, or asks for the second factor',
  input: z.object({ email: Email, password: z.string().min(1).max(200), door: Door.optional() }),
  output: SignedIn,
})
export const signInWithCode = endpoint({
  method: 'POST',
  path: '/sign-in/code',
  can: 'public',
  summary: 'The second step of a sign-in: a code of the authenticator app, or a recovery code',
  input: z.object({ code: Code }),
  output: SignedIn,
})
export const startProvider = endpoint({
  method: 'POST',
  path: '/sign-in/provider',
  can: 'public',
  summary: 'Begin to sign in through a provider: answers the address to go to',
  input: z.object({
    providerId: id('idp'),
    next: Next.optional(),
    door: Door.optional(),
    invitation: Token.optional(),
  }),
  output: z.object({ url: z.string() }),
})
export const finishProvider = endpoint({
  method: 'POST',
  path: '/sign-in/provider/finish',
  can: 'public',
  summary: 'Come back from a provider, with everything that it put into the address',
  input: z.object({ query: z.string().min(1).max(8000) }),
  output: SignedIn.extend({ path: z.string().nullable() }),
})
export const signOut = endpoint({
  method: 'POST',
  path: '/sign-out',
  can: 'signed-in',
  summary: 'End this session',
  input: z.object({}),
  output: Done,
})

export const forgotPassword = endpoint({
  method: 'POST',
  path: '/password/forgotten',
  can: 'public',
  summary: 'Send a link for a new password to this address, if anybody signs in with it; the answer does not say',
  input: z.object({ email: Email }),
  output: Done,
})
export const resetPassword = endpoint({
  method: 'POST',
  path: '/password/reset',
  can: 'public',
  summary: 'Set a new password with the link of a mail; every session ends',
  input: z.object({ token: Token, password: Password }),
  output: Done,
})
export const confirmEmail = endpoint({
  method: 'POST',
  path: '/email/confirm',
  can: 'public',
  summary: 'Confirm an e-mail address with the link that was sent to it',
  input: z.object({ token: Token }),
  output: z.object({ email: z.string() }),
})

/** An invitation as its link shows it. */
export const OpenInvitation = z.object({
  email: z.string(),
  name: z.string(),
  role: RoleName,
  door: Door,
  ecosystemName: z.string(),
  partnerName: z.string().nullable(),
  invitedBy: z.string(),
  expiresAt: Moment,
  /** Whether the person has a login already, and only needs to sign in. */
  hasLogin: z.boolean(),
  providers: z.array(Provider),
})
export type OpenInvitation = z.infer<typeof OpenInvitation>
export const openInvitation = endpoint({
  method: 'POST',
  path: '/invitation/open',
  can: 'public',
  summary: 'What an invitation’s link is for',
  input: z.object({ token: Token }),
  output: OpenInvitation,
})
export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/invitation/accept',
  can: 'public',
  summary: 'Accept an invitation, once: with a name and a password, or signed in as the person who was invited',
  input: z.object({ token: Token, name: line().optional(), password: Password.optional() }),
  output: SignedIn,
})
