import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, id, line, listInput, listOf, many, May, Moment, Version } from './fields.ts'

const facts = {
  /** The partner that holds it. */
  organizationId: id('org'),
  /** The person who earned it, where that is known. */
  personId: id('per').nullable(),
  /** What was certified: `Implementation specialist`. */
  name: line(),
  grantedOn: Day,
  /** The last day on which it is valid; null where it does not expire. */
  expiresOn: Day.nullable(),
}

/** A partner's certification. It is valid from the day it was granted, up to the day before `endedOn`. */
export const Certification = z.object({
  id: id('cert'),
  ...facts,
  organizationName: z.string().nullable(),
  personName: z.string().nullable(),
  /** The first day on which it is no longer valid. */
  endedOn: Day.nullable(),
  /** Why it ended: `expired`, or what was given. */
  endReason: z.string().nullable(),
  source: z.string(),
  sourceKey: z.string().nullable(),
  createdAt: Moment,
  updatedAt: Moment,
  version: Version,
  may: May,
})
export type Certification = z.infer<typeof Certification>

export const certificationFilters = {
  organizationId: many(id('org')).optional(),
  personId: id('per').optional(),
  name: many(line()).optional(),
  /** `valid`: not ended; `ended`: ended, whatever the reason. */
  state: z.enum(['valid', 'ended']).optional(),
  /** Expires from this day on. */
  expiresFrom: Day.optional(),
  /** Expires up to this day. */
  expiresUntil: Day.optional(),
}
export const listCertifications = endpoint({
  method: 'GET',
  path: '/certifications',
  can: 'enablement.read',
  summary: 'Certifications, searched by name, filtered and sorted',
  input: listInput(['-grantedOn', 'name', 'expiresOn', 'createdAt'], certificationFilters),
  output: listOf(Certification),
})
export const grantCertification = endpoint({
  method: 'POST',
  path: '/certifications',
  can: 'enablement.write',
  summary: 'Record a certification',
  input: z.object({ ...facts, personId: facts.personId.default(null), expiresOn: facts.expiresOn.default(null) }),
  output: Certification,
})
export const updateCertification = endpoint({
  method: 'PATCH',
  path: '/certifications/:id',
  can: 'enablement.write',
  summary: 'Correct a certification, or move its expiry; one that had expired becomes valid again with a later expiry',
  input: z
    .object({ personId: facts.personId, name: facts.name, grantedOn: facts.grantedOn, expiresOn: facts.expiresOn })
    .partial()
    .extend({ id: id('cert'), version: Version }),
  output: Certification,
})
export const endCertification = endpoint({
  method: 'POST',
  path: '/certifications/:id/end',
  can: 'enablement.write',
  summary: 'End a certification before it expires, with the reason',
  input: z.object({
    id: id('cert'),
    version: Version,
    /** The first day on which it is no longer valid; today, where it is not given. */
    endedOn: Day.optional(),
    reason: line(),
  }),
  output: Certification,
})

/** A valid certification of the own company or one of its people. */
export const OwnCertification = Certification.pick({
  id: true,
  personName: true,
  name: true,
  grantedOn: true,
  expiresOn: true,
})
export type OwnCertification = z.infer<typeof OwnCertification>
export const listOwnCertifications = endpoint({
  method: 'GET',
  path: '/portal/certifications',
  can: 'portal.read',
  summary: 'Valid certifications of the own company and its people, the next to expire first',
  input: listInput(['expiresOn'], {}),
  output: listOf(OwnCertification),
})
