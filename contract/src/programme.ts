import { word } from './language.ts'
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Day, id, line, listOf, May, Moment, paragraph, Version } from './fields.ts'
import { ProgrammeRules } from './programme-rules.ts'
import { CheckedRules } from './rule-checks.ts'

export * from './programme-rules.ts'

/** One programme of the vendor, with rules of its own. */
export const Programme = z.object({
  id: id('prg'),
  name: z.string(),
  description: z.string(),
  /** The last part of the address of its public application form. */
  slug: z.string(),
  applicationsOpen: z.boolean(),
  /** What names no programme is in this one. */
  isDefault: z.boolean(),
  /** The version that holds now, and the next one that is announced. */
  inForce: z.int().nullable(),
  next: z.object({ number: z.int(), validFrom: Moment }).nullable(),
  createdAt: Moment,
  version: Version,
  may: May,
})
export type Programme = z.infer<typeof Programme>

/** A version of a programme's rules. It is never edited; before it holds, it can be withdrawn. */
export const ProgrammeVersion = z.object({
  programmeId: id('prg'),
  number: z.int(),
  validFrom: Moment,
  announcedAt: Moment,
  author: z.string().nullable(),
  note: z.string(),
  /** `in_force`: holds now; `past`: another one has followed; `planned`: is announced; `withdrawn`: never held. */
  state: z.enum(['planned', 'in_force', 'past', 'withdrawn']),
  rules: ProgrammeRules,
})
export type ProgrammeVersion = z.infer<typeof ProgrammeVersion>

/** One parameter that differs: where it stands in the rules, such as `vetting.checks.free_mail`, and both values. */
export const RuleDifference = z.object({ path: z.string(), before: z.unknown(), after: z.unknown() })
export type RuleDifference = z.infer<typeof RuleDifference>

const one = z.object({ id: id('prg') })

export const listProgrammes = endpoint({
  method: 'GET',
  path: '/programmes',
  can: 'programme.read',
  summary: 'The programmes of the ecosystem, the default one first',
  input: z.object({}),
  output: listOf(Programme),
})
export const readProgramme = endpoint({
  method: 'GET',
  path: '/programmes/:id',
  can: 'programme.read',
  summary: 'One programme',
  input: one,
  output: Programme,
})
export const createProgramme = endpoint({
  method: 'POST',
  path: '/programmes',
  can: 'programme.write',
  summary: 'Begin a programme; its first version has the default rules, or those of another programme',
  input: z.object({ name: line(120), description: paragraph(1000).default(''), like: id('prg').optional() }),
  output: Programme,
})
export const updateProgramme = endpoint({
  method: 'PATCH',
  path: '/programmes/:id',
  can: 'programme.write',
  summary: 'Rename a programme, change the address of its form, open or close applications',
  input: one.extend({
    version: Version,
    name: line(120).optional(),
    description: paragraph(1000).optional(),
    slug: z
      .string()
      .regex(
        /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/,
        word('must be small letters, digits and hyphens, like acme-partners'),
      )
      .optional(),
    applicationsOpen: z.boolean().optional(),
  }),
  output: Programme,
})
export const listProgrammeVersions = endpoint({
  method: 'GET',
  path: '/programmes/:id/versions',
  can: 'programme.read',
  summary: 'The versions of a programme’s rules, newest first',
  input: one,
  output: z.object({ items: z.array(ProgrammeVersion) }),
})
export const announceProgrammeVersion = endpoint({
  method: 'POST',
  path: '/programmes/:id/versions',
  can: 'programme.write',
  summary: 'Announce a new version of the rules, from now or from the beginning of a day on',
  input: one.extend({
    rules: CheckedRules,
    /** The number of the newest version that the author saw: refused when there is a newer one. */
    basedOn: z.int().positive(),
    /** Today means from now on. */
    from: Day.optional(),
    note: paragraph(1000).default(''),
  }),
  output: ProgrammeVersion,
})
export const withdrawProgrammeVersion = endpoint({
  method: 'POST',
  path: '/programmes/:id/versions/:number/withdraw',
  can: 'programme.write',
  summary: 'Withdraw a version that does not hold yet',
  input: one.extend({ number: z.coerce.number().int().positive() }),
  output: ProgrammeVersion,
})
export const compareProgrammeRules = endpoint({
  method: 'POST',
  path: '/programmes/:id/rules/compare',
  can: 'programme.read',
  summary: 'What would change: rules beside those of a version, or of the one that holds now',
  input: one.extend({ rules: CheckedRules, against: z.int().positive().optional() }),
  output: z.object({ against: z.int(), differences: z.array(RuleDifference) }),
})
