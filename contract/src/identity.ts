import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Currency, Done, flag, id, line, listInput, listOf, Moment, TimeZone, Version } from './fields.ts'
import { word } from './language.ts'
import { permissions, roles, type Permission, type Role } from './permissions.ts'

export const RoleName = z.enum(Object.keys(roles) as [Role, ...Role[]])
export const PermissionName = z.enum(Object.keys(permissions) as [Permission, ...Permission[]])
export const Email = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase())
export const Password = z.string().min(10, word('must have at least 10 characters')).max(200)

export const Ecosystem = z.object({
  id: id('eco'),
  name: line(),
  currency: Currency,
  timeZone: TimeZone,
  /** Whether people must have a second factor before they may do anything here. */
  requireTwoFactor: z.boolean(),
  version: Version,
})
export type Ecosystem = z.infer<typeof Ecosystem>

/** The two ways in: the vendor's people work in the workspace, a partner's people in the portal. */
export const Door = z.enum(['workspace', 'portal'])
export type Door = z.infer<typeof Door>

/** The caller: who it is, where, and what it may do. */
export const Me = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  ecosystem: Ecosystem,
  role: RoleName,
  partnerId: z.string().nullable(),
  permissions: z.array(PermissionName),
  /** True while the ecosystem asks for a second factor that the caller has not set up: until then, nothing else is open. */
  mustSetUpTwoFactor: z.boolean(),
  memberships: z.array(
    z.object({
      id: id('mem'),
      ecosystemName: z.string(),
      /** The partner that the person acts for there; null for the vendor's own people. */
      partnerName: z.string().nullable(),
      role: RoleName,
      door: Door,
      /** Whether this is where the caller works now. */
      here: z.boolean(),
    }),
  ),
})
export type Me = z.infer<typeof Me>

export const SetUpState = z.object({
  needed: z.boolean(),
  codeNeeded: z.boolean(),
  samples: z.array(z.object({ key: z.string(), title: z.string(), summary: z.string() })),
})
export type SetUpState = z.infer<typeof SetUpState>
/** What a first run can start with. */
export const samples = {
  simulated: {
    title: word('A simulated ecosystem'),
    summary: word(
      '240 invented partners over the last three years: deals won together and lost, revenue, certifications, satisfaction, sign-ins. Nothing in it is real.',
    ),
  },
  cncf: {
    title: word('CNCF members, 2018 to 2026'),
    summary: word(
      'Eight years of real membership history of the Cloud Native Computing Foundation: 1,640 members, tiers, certifications.',
    ),
  },
} as const
export const Sample = z.enum(['none', ...(Object.keys(samples) as [keyof typeof samples])])

export const readSetUp = endpoint({
  method: 'GET',
  path: '/set-up',
  can: 'public',
  summary: 'Whether this Hansa still waits for its first administrator',
  input: z.object({}),
  output: SetUpState,
})
export const SetUp = z.object({
  ecosystemName: line(),
  currency: Currency,
  timeZone: TimeZone.default('UTC'),
  name: line(),
  email: Email,
  password: Password,
  sample: Sample.default('none'),
  /** The code that the start-up printed; asked for only where Hansa listens beyond this machine. */
  code: z.string().max(100).optional(),
})
export const setUp = endpoint({
  method: 'POST',
  path: '/set-up',
  can: 'public',
  summary: 'Create the first ecosystem and its administrator, once',
  input: SetUp,
  output: Done,
})

export const readMe = endpoint({
  method: 'GET',
  path: '/me',
  can: 'signed-in',
  summary: 'Who is calling, and what they may do',
  input: z.object({}),
  output: Me,
})
export const switchMembership = endpoint({
  method: 'POST',
  path: '/me/membership',
  can: 'signed-in',
  summary: 'Work in another place of the caller’s: another ecosystem, or another partner',
  input: z.object({ membershipId: id('mem') }),
  output: Done,
})

export const updateEcosystem = endpoint({
  method: 'PATCH',
  path: '/ecosystem',
  can: 'ecosystem.manage',
  summary: 'Change the ecosystem’s name, currency or time zone, or whether it asks for a second factor',
  input: Ecosystem.pick({ version: true }).extend(
    Ecosystem.pick({ name: true, currency: true, timeZone: true, requireTwoFactor: true }).partial().shape,
  ),
  output: Ecosystem,
})

export const Member = z.object({
  id: id('mem'),
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: RoleName,
  partnerId: z.string().nullable(),
  disabled: z.boolean(),
  createdAt: Moment,
  version: Version,
})
export type Member = z.infer<typeof Member>
export const listMembers = endpoint({
  method: 'GET',
  path: '/members',
  can: 'ecosystem.read',
  summary: 'People with a login in this ecosystem',
  input: listInput(['name', 'createdAt'], { role: RoleName.optional(), partnerId: id('org').optional() }),
  output: listOf(Member),
})
export const addMember = endpoint({
  method: 'POST',
  path: '/members',
  can: 'ecosystem.manage',
  summary: 'Give a person a login with a role and a first password',
  input: z.object({ name: line(), email: Email, role: RoleName, password: Password, partnerId: id('org').optional() }),
  output: Member,
})
export const updateMember = endpoint({
  method: 'PATCH',
  path: '/members/:id',
  can: 'ecosystem.manage',
  summary: 'Change a person’s role, or end their access',
  input: z.object({ id: id('mem'), version: Version, role: RoleName.optional(), disabled: z.boolean().optional() }),
  output: Member,
})

export const resetTwoFactor = endpoint({
  method: 'DELETE',
  path: '/members/:id/two-factor',
  can: 'ecosystem.manage',
  summary: 'Switch off the second factor of somebody who has lost it; their sessions end',
  input: z.object({ id: id('mem') }),
  output: Done,
})

export const ApiKey = z.object({
  id: id('key'),
  name: z.string(),
  scopes: z.array(PermissionName),
  createdAt: Moment,
  expiresAt: Moment.nullable(),
  lastUsedAt: Moment.nullable(),
})
export type ApiKey = z.infer<typeof ApiKey>
export const listApiKeys = endpoint({
  method: 'GET',
  path: '/api-keys',
  can: 'keys.manage',
  summary: 'The caller’s API keys',
  input: listInput(['-createdAt'], {}),
  output: listOf(ApiKey),
})
export const createApiKey = endpoint({
  method: 'POST',
  path: '/api-keys',
  can: 'keys.manage',
  summary: 'Make an API key; its secret is in this answer and nowhere else',
  input: z.object({ name: line(), scopes: z.array(PermissionName).min(1), expiresAt: Moment.optional() }),
  output: ApiKey.extend({ secret: z.string() }),
})
export const revokeApiKey = endpoint({
  method: 'DELETE',
  path: '/api-keys/:id',
  can: 'keys.manage',
  summary: 'End an API key at once',
  input: z.object({ id: id('key') }),
  output: Done,
})

/** A list's search, filters, sort and columns, kept under a name. */
export const SavedView = z.object({
  id: id('view'),
  list: line(40),
  name: line(80),
  query: z.record(z.string().max(60), z.union([z.string().max(500), z.array(z.string().max(200)).max(100)])),
  shared: z.boolean(),
  mine: z.boolean(),
})
export type SavedView = z.infer<typeof SavedView>
export const listViews = endpoint({
  method: 'GET',
  path: '/views',
  can: 'views.manage',
  summary: 'Views of a list: the caller’s own and the shared ones',
  input: listInput(['name'], { list: line(40).optional() }),
  output: listOf(SavedView),
})
export const saveView = endpoint({
  method: 'POST',
  path: '/views',
  can: 'views.manage',
  summary: 'Keep a view under a name; the same name again replaces it',
  input: SavedView.pick({ list: true, name: true, query: true }).extend({ shared: flag.default(false) }),
  output: SavedView,
})
export const deleteView = endpoint({
  method: 'DELETE',
  path: '/views/:id',
  can: 'views.manage',
  summary: 'Forget a view of one’s own',
  input: z.object({ id: id('view') }),
  output: Done,
})
