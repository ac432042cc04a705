import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Done, id, line, listInput, listOf, Moment, Version } from './fields.ts'
import { Email, Member, RoleName, updateMember } from './identity.ts'
import { word } from './language.ts'

export const invitationStates = {
  open: word('Open'),
  expired: word('Expired'),
  accepted: word('Accepted'),
  withdrawn: word('Withdrawn'),
} as const
const InvitationState = z.enum(Object.keys(invitationStates) as [keyof typeof invitationStates])

export const Invitation = z.object({
  id: id('inv'),
  email: z.string(),
  name: z.string(),
  role: RoleName,
  partnerId: z.string().nullable(),
  state: InvitationState,
  invitedBy: z.string(),
  createdAt: Moment,
  sentAt: Moment,
  expiresAt: Moment,
})
export type Invitation = z.infer<typeof Invitation>

const invitee = { email: Email, name: line().optional() }
const invitations = listInput(['-createdAt', 'email'], { state: InvitationState.optional() })
const one = z.object({ id: id('inv') })

export const listInvitations = endpoint({
  method: 'GET',
  path: '/invitations',
  can: 'ecosystem.read',
  summary: 'Who was invited, and what became of it',
  input: invitations.extend({ role: RoleName.optional(), partnerId: id('org').optional() }),
  output: listOf(Invitation),
})
export const invite = endpoint({
  method: 'POST',
  path: '/invitations',
  can: 'ecosystem.manage',
  summary: 'Invite a person by e-mail, with a role; a partner’s people with their partner',
  input: z.object({ ...invitee, role: RoleName, partnerId: id('org').optional() }),
  output: Invitation,
})
export const resendInvitation = endpoint({
  method: 'POST',
  path: '/invitations/:id/resend',
  can: 'ecosystem.manage',
  summary: 'Send an invitation again, with a new link and a new deadline; the old link ends',
  input: one,
  output: Invitation,
})
export const withdrawInvitation = endpoint({
  method: 'DELETE',
  path: '/invitations/:id',
  can: 'ecosystem.manage',
  summary: 'Take an invitation back; its link ends',
  input: one,
  output: Done,
})

const PartnerRole = z.enum(['partner_administrator', 'partner_member'])

export const listColleagues = endpoint({
  method: 'GET',
  path: '/portal/people',
  can: 'colleagues.read',
  summary: 'The people of one’s own company who work in the portal',
  input: listInput(['name', 'createdAt'], { role: PartnerRole.optional() }),
  output: listOf(Member),
})
export const updateColleague = endpoint({
  method: 'PATCH',
  path: '/portal/people/:id',
  can: 'colleagues.manage',
  summary: 'Change a colleague’s role, or end their access',
  input: updateMember.input,
  output: Member,
})
export const listColleagueInvitations = endpoint({
  method: 'GET',
  path: '/portal/invitations',
  can: 'colleagues.read',
  summary: 'Who was invited into one’s own company’s portal',
  input: invitations,
  output: listOf(Invitation),
})
export const inviteColleague = endpoint({
  method: 'POST',
  path: '/portal/invitations',
  can: 'colleagues.manage',
  summary: 'Invite a colleague by e-mail',
  input: z.object({ ...invitee, role: PartnerRole }),
  output: Invitation,
})
export const resendColleagueInvitation = endpoint({
  method: 'POST',
  path: '/portal/invitations/:id/resend',
  can: 'colleagues.manage',
  summary: 'Send a colleague’s invitation again, with a new link and a new deadline',
  input: one,
  output: Invitation,
})
export const withdrawColleagueInvitation = endpoint({
  method: 'DELETE',
  path: '/portal/invitations/:id',
  can: 'colleagues.manage',
  summary: 'Take a colleague’s invitation back',
  input: one,
  output: Done,
})

const VendorRole = z.enum(['administrator', 'executive', 'partner_manager', 'finance', 'analyst', 'reviewer'])
const Domain = z
  .string()
  .trim()
  .max(253)
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, word('must be a domain like example.com'))
  .transform((domain) => domain.toLowerCase())

/** An OIDC provider that people may sign in through. Its client secret goes in and never comes out. */
export const SignInProvider = z.object({
  id: id('idp'),
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  domains: z.array(z.string()),
  defaultRole: VendorRole.nullable(),
  enabled: z.boolean(),
  version: Version,
})
export type SignInProvider = z.infer<typeof SignInProvider>
const providerFields = {
  name: line(80),
  issuer: z.url().max(500),
  clientId: line(500),
  clientSecret: z.string().trim().min(1).max(2000),
  domains: z.array(Domain).max(100),
  defaultRole: VendorRole.nullable(),
  enabled: z.boolean(),
}
export const listSignInProviders = endpoint({
  method: 'GET',
  path: '/sign-in-providers',
  can: 'ecosystem.manage',
  summary: 'Providers that people may sign in through',
  input: listInput(['name'], {}),
  output: listOf(SignInProvider),
})
export const addSignInProvider = endpoint({
  method: 'POST',
  path: '/sign-in-providers',
  can: 'ecosystem.manage',
  summary: 'Let people sign in through an OIDC provider',
  input: z.object({
    ...providerFields,
    domains: providerFields.domains.default([]),
    defaultRole: providerFields.defaultRole.default(null),
    enabled: providerFields.enabled.default(true),
  }),
  output: SignInProvider,
})
export const updateSignInProvider = endpoint({
  method: 'PATCH',
  path: '/sign-in-providers/:id',
  can: 'ecosystem.manage',
  summary: 'Change a provider; without a secret the old one stays',
  input: z.object({ id: id('idp'), version: Version, ...z.object(providerFields).partial().shape }),
  output: SignInProvider,
})
export const removeSignInProvider = endpoint({
  method: 'DELETE',
  path: '/sign-in-providers/:id',
  can: 'ecosystem.manage',
  summary: 'No longer let people sign in through a provider; the sessions that it opened end',
  input: z.object({ id: id('idp') }),
  output: Done,
})
export const checkSignInProvider = endpoint({
  method: 'POST',
  path: '/sign-in-providers/:id/check',
  can: 'ecosystem.manage',
  summary: 'Ask a provider whether it is there; answers the addresses to enter there',
  input: z.object({ id: id('idp') }),
  output: z.object({ reachable: z.boolean(), problem: z.string().nullable() }),
})
