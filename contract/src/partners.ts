import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Country, Day, id, line, listInput, listOf, many, May, Moment, paragraph, Tags, Version } from './fields.ts'
import { word } from './language.ts'

/** What a partner does in the programme; several at once. */
export const partnerTypes = {
  reseller: word('Reseller'),
  distributor: word('Distributor'),
  managed_service_provider: word('Managed service provider'),
  systems_integrator: word('Systems integrator'),
  technology: word('ISV / technology'),
  referral: word('Referral'),
  influence: word('Influence'),
  marketplace: word('Marketplace'),
  telco: word('Telco / interconnect'),
} as const
export const PartnerType = z.enum(Object.keys(partnerTypes) as [keyof typeof partnerTypes])
export type PartnerType = z.infer<typeof PartnerType>

/**
 * Where a partnership stands, in the order of its life. `in`: it is in the programme; the stages before are on the way
 * there (a lead or an applicant stands at `applied`), the one after has left.
 */
export const partnerStages = {
  identify: { name: word('Identified'), in: false },
  recruit: { name: word('Recruiting'), in: false },
  applied: { name: word('Applied'), in: false },
  vetted: { name: word('Vetted'), in: false },
  onboarding: { name: word('Onboarding'), in: true },
  active: { name: word('Active'), in: true },
  at_risk: { name: word('At risk'), in: true },
  dormant: { name: word('Dormant'), in: true },
  off_boarded: { name: word('Off-boarded'), in: false },
} as const
export const PartnerStage = z.enum(Object.keys(partnerStages) as [keyof typeof partnerStages])
export type PartnerStage = z.infer<typeof PartnerStage>

/**
 * To which stages a partnership may be moved by hand from each. Who is in the programme does not become a candidate
 * again without having left. Imports and corrections of the history say what was, and are not held to it.
 */
export const stageTransitions: Readonly<Record<PartnerStage, readonly PartnerStage[]>> = {
  identify: ['recruit', 'applied', 'vetted', 'onboarding', 'active', 'off_boarded'],
  recruit: ['identify', 'applied', 'vetted', 'onboarding', 'active', 'off_boarded'],
  applied: ['recruit', 'vetted', 'onboarding', 'active', 'off_boarded'],
  vetted: ['applied', 'onboarding', 'active', 'off_boarded'],
  onboarding: ['active', 'at_risk', 'dormant', 'off_boarded'],
  active: ['onboarding', 'at_risk', 'dormant', 'off_boarded'],
  at_risk: ['active', 'dormant', 'off_boarded'],
  dormant: ['active', 'at_risk', 'off_boarded'],
  off_boarded: ['identify', 'recruit', 'applied', 'onboarding', 'active'],
}

/** The fields of a partnership whose history is kept by the day. */
export const spellFields = {
  stage: word('Stage'),
  tier: word('Tier'),
  type: word('Type'),
  manager: word('Manager'),
  territory: word('Territory'),
} as const
export const SpellField = z.enum(Object.keys(spellFields) as [keyof typeof spellFields])
export type SpellField = z.infer<typeof SpellField>

/** A member's id, or the plain name of a manager who has no login. */
const Manager = line(120)

const howItCame = {
  /** The channel through which the partner came. */
  origin: line(120).nullable(),
  campaign: line(120).nullable(),
  /** Who recruited it. */
  recruiter: line(120).nullable(),
}
const standing = {
  types: z.array(PartnerType).max(9),
  stage: PartnerStage,
  /** The programme's own word. */
  tier: line(80).nullable(),
  manager: Manager.nullable(),
  territory: line(120).nullable(),
}

/** An organization's membership in the programme, as it stands today, beside the organization's facts. */
export const Partner = z.object({
  id: id('ptr'),
  organizationId: id('org'),
  name: z.string(),
  domain: z.string().nullable(),
  country: Country.nullable(),
  city: z.string().nullable(),
  industry: z.string().nullable(),
  employees: z.int().nullable(),
  tags: Tags,
  ...standing,
  /** `id` is null for a manager without a login. */
  manager: z.object({ id: id('mem').nullable(), name: z.string() }).nullable(),
  ...howItCame,
  /** The first day at a stage inside the programme; null before that day. */
  since: Day.nullable(),
  /** The day it left; null while it is inside, and while it has not been. */
  leftOn: Day.nullable(),
  createdAt: Moment,
  updatedAt: Moment,
  version: Version,
  may: May,
})
export type Partner = z.infer<typeof Partner>

/** What one field held from a day on, up to but not including another; `to` is null while it lasts. */
export const Spell = z.object({
  id: id('spl'),
  field: SpellField,
  value: z.string(),
  /** The value in words: a stage's or type's name, a member's name. */
  label: z.string(),
  from: Day,
  to: Day.nullable(),
  reason: z.string().nullable(),
  /** `workspace`, `api`, or where it was imported from. */
  source: z.string(),
})
export type Spell = z.infer<typeof Spell>

const Reason = paragraph(1000)
/** The day from which an edit holds: today where it is not given. */
const dated = { from: Day.optional(), reason: Reason.optional() }
const organizationId = id('org')

export const partnerFilters = {
  stage: many(PartnerStage).optional(),
  /** Stages inside the programme, or those outside. */
  in: z.enum(['yes', 'no']).optional(),
  tier: many(line(80)).optional(),
  type: many(PartnerType).optional(),
  manager: many(Manager).optional(),
  territory: many(line(120)).optional(),
  country: many(Country).optional(),
  tag: many(line(40)).optional(),
  sinceFrom: Day.optional(),
  sinceTo: Day.optional(),
}
export const listPartners = endpoint({
  method: 'GET',
  path: '/partners',
  can: 'partners.read',
  summary: 'Partners, searched, filtered and sorted',
  input: listInput(['name', 'since', 'tier', 'stage', 'updatedAt'], partnerFilters),
  output: listOf(Partner),
})
const Option = z.object({ value: z.string(), label: z.string(), count: z.int() })
export const PartnerOptions = z.object({
  tiers: z.array(Option),
  managers: z.array(Option),
  territories: z.array(Option),
  countries: z.array(Option),
  tags: z.array(Option),
})
export type PartnerOptions = z.infer<typeof PartnerOptions>
export const listPartnerOptions = endpoint({
  method: 'GET',
  path: '/partners/options',
  can: 'partners.read',
  summary:
    'The tiers, managers, territories, countries and tags in use, with how many partners each; the commonest 200',
  input: z.object({}),
  output: PartnerOptions,
})
export const exportPartners = endpoint({
  method: 'GET',
  path: '/partners/export.csv',
  can: 'organizations.export',
  summary: 'Partners as CSV, with the same search and filters',
  input: z.object({ q: z.string().trim().max(200).optional(), ...partnerFilters }),
  output: z.unknown(),
  gives: 'text/csv',
})
export const readPartner = endpoint({
  method: 'GET',
  path: '/partners/:organizationId',
  can: 'partners.read',
  summary: 'One partner',
  input: z.object({ organizationId }),
  output: Partner,
})
export const createPartner = endpoint({
  method: 'POST',
  path: '/partners',
  can: 'partners.write',
  summary: 'Begin a partnership with an organization',
  input: z.object({
    organizationId,
    types: standing.types.default([]),
    stage: PartnerStage,
    tier: standing.tier.default(null),
    manager: standing.manager.default(null),
    territory: standing.territory.default(null),
    origin: howItCame.origin.default(null),
    campaign: howItCame.campaign.default(null),
    recruiter: howItCame.recruiter.default(null),
    ...dated,
  }),
  output: Partner,
})
export const updatePartner = endpoint({
  method: 'PATCH',
  path: '/partners/:organizationId',
  can: 'partners.write',
  summary: 'Change a partnership from a day on; what is recorded from a later day on stays',
  input: z.object({
    organizationId,
    version: Version,
    ...z.object({ ...standing, ...howItCame }).partial().shape,
    ...dated,
  }),
  output: Partner,
})
export const bulkEditPartners = endpoint({
  method: 'POST',
  path: '/partners/bulk',
  can: 'partners.write',
  summary: 'Change stage, tier, manager, territory or tags of many partners at once; all or none',
  input: z.object({
    organizationIds: z.array(organizationId).min(1).max(500),
    stage: PartnerStage.optional(),
    tier: standing.tier.optional(),
    manager: standing.manager.optional(),
    territory: standing.territory.optional(),
    addTags: Tags.default([]),
    removeTags: Tags.default([]),
    ...dated,
  }),
  output: z.object({ changed: z.int() }),
})

export const listSpells = endpoint({
  method: 'GET',
  path: '/partners/:organizationId/history',
  can: 'partners.read',
  summary: 'The dated history of a partnership, each field in the order of its days',
  input: z.object({ organizationId }),
  output: z.object({ items: z.array(Spell) }),
})
export const correctSpell = endpoint({
  method: 'PATCH',
  path: '/partners/:organizationId/history/:spellId',
  can: 'partners.write',
  summary: 'Correct a spell of the history that was recorded wrongly',
  input: z.object({
    organizationId,
    spellId: id('spl'),
    version: Version,
    value: line(120).optional(),
    from: Day.optional(),
    to: Day.nullable().optional(),
    reason: Reason.nullable().optional(),
  }),
  output: Partner,
})
export const removeSpell = endpoint({
  method: 'DELETE',
  path: '/partners/:organizationId/history/:spellId',
  can: 'partners.write',
  summary: 'Remove a spell that never was: what held before it goes on in its place',
  input: z.object({ organizationId, spellId: id('spl'), version: z.coerce.number().int().positive() }),
  output: Partner,
})
