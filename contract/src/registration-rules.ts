import { word } from './language.ts'
import { z } from 'zod'
import { Country, Day, line } from './fields.ts'

const days = (least: number, most: number) => z.int().min(least).max(most)

/** A product family: what protection is given for. */
export const ProductFamily = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, word('must be a name like data_platform')),
  name: line(120),
})

/** The rules of deal registration: each number is a parameter of the programme's version. */
export const RegistrationRules = z.strictObject({
  /** What can be registered for; a claim names at least one. */
  families: z
    .array(ProductFamily)
    .min(1)
    .max(100)
    .prefault([{ key: 'all', name: 'All products' }])
    .refine(
      (families) => new Set(families.map(({ key }) => key)).size === families.length,
      word('names a family twice'),
    ),
  /** Countries in which claims are taken; none means everywhere. */
  territories: z.array(Country).max(250).default([]),
  /** The days that count for review, answers and appeals. Weekdays: 1 is Monday, 7 Sunday. */
  calendar: z
    .strictObject({
      workingDays: z.array(z.int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5]),
      holidays: z.array(Day).max(400).default([]),
    })
    .prefault({}),
  review: z
    .strictObject({
      /** Business days in which a complete claim is decided. */
      days: days(1, 60).default(3),
      /** Parts of that time after which the reviewers are warned. */
      warnAt: z.array(z.number().gt(0).max(1)).max(5).default([0.5, 0.8, 1]),
      /**
       * What a missed deadline does where the claim is of low risk (nothing alike was found, and its value is not above
       * `lowRiskUpTo`). Everywhere else protection will count from the day on which the claim was sent.
       */
      missedLowRisk: z.enum(['approve', 'backdate']).default('approve'),
      /** Minor units of the ecosystem's currency; a claim in another currency is never of low risk. */
      lowRiskUpTo: z.int().min(0).default(5_000_000),
      /** Approve at once, without a person, what is of low risk. */
      approveBySelf: z.boolean().default(false),
      /** Business days in which a partner answers a question and keeps its place. */
      answerDays: days(1, 60).default(5),
    })
    .prefault({}),
  conflict: z
    .strictObject({
      /** From this probability of being the same customer on, the rules block; from `review` on, a person decides. */
      block: z.number().min(0.5).max(1).default(0.92),
      review: z.number().min(0.3).max(1).default(0.75),
    })
    .prefault({})
    .refine((bands) => bands.review <= bands.block, {
      error: word('must not be above the band that blocks'),
      path: ['review'],
    }),
  protection: z
    .strictObject({
      days: days(1, 3650).default(90),
      publicSectorDays: days(1, 3650).default(180),
      /** Days that one extension adds, and how many days there can be in all. */
      extensionDays: days(1, 3650).default(90),
      totalDays: days(1, 3650).default(365),
      /** How many extensions the rules grant by themselves. */
      extendBySelf: z.int().min(0).max(20).default(1),
      /** Days before the end on which the partner is told. */
      notices: z.array(days(1, 365)).min(1).max(10).default([14, 7, 1]),
      /** Days after the end in which it can be reinstated. */
      graceDays: days(0, 365).default(14),
    })
    .prefault({}),
  idle: z.strictObject({ nudgeDays: days(1, 365).default(30), riskDays: days(1, 365).default(45) }).prefault({}),
  /** Renewals belong to the incumbent: the partner that won the last business with the customer for the product family. */
  renewal: z
    .strictObject({
      /** Days that such a win is looked back for; 0: nobody is an incumbent. */
      lookBackDays: days(0, 3650).default(1095),
      /** What another partner’s claim on an incumbent’s customer meets: a person decides, or the rules refuse it. */
      others: z.enum(['refer', 'block']).default('refer'),
    })
    .prefault({}),
  /** Business days in which a decision can be appealed. */
  appealDays: days(1, 60).default(10),
  /** The smallest value, in minor units of the ecosystem's currency. */
  smallestValue: z.int().min(0).default(0),
})
export type RegistrationRules = z.infer<typeof RegistrationRules>
