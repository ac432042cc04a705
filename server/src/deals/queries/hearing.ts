import { isProtected } from '@hansa/contract/registration-states'
import type { RegistrationConflict } from '@hansa/contract/registrations'
import type { RegistrationRules } from '@hansa/contract/registration-rules'
import type { Db } from '../../core/database/scope.ts'
import { type Candidate, candidatesFor } from '../../organizations/queries/tree.ts'
import { registrableDomain } from '../../organizations/rules.ts'
import { type Claim, type Judgement, judge, type Standing } from '../rules/registration/judge.ts'
import { likeness } from '../rules/registration/likeness.ts'
import { type KeptJudgement, type Stander, standersIn } from './court.ts'
import { incumbentsIn } from './incumbents.ts'
import type { RegistrationRow } from './registrations.ts'

/** A company that the customer of a claim could be, and how probably. */
export type Likely = Candidate & Pick<ReturnType<typeof likeness>, 'probability' | 'related' | 'reasons'>

/** What a partner says of its customer, as companies are compared by it. */
export const claimedBy = (row: RegistrationRow) => ({
  name: row.customerName!,
  domain: registrableDomain(row.customerDomain),
  country: row.country,
})

/** Companies that the customer of a claim could be, the likeliest first. */
export async function likelyCustomers(db: Db, row: RegistrationRow): Promise<Likely[]> {
  const claimed = claimedBy(row)
  return (await candidatesFor(db, claimed))
    .map((candidate) => ({ ...candidate, ...likeness(claimed, candidate) }))
    .filter(({ probability, related }) => probability + related >= 0.3)
    .toSorted((a, b) => b.probability - a.probability)
}

/** A corporate tree that a claim's customer could belong to, with the likeness of the likest company in it. */
export type Tree = Pick<Likely, 'rootId' | 'probability' | 'reasons'> & Partial<Pick<Likely, 'related'>>

type Seen = Standing & { readonly stander: Stander }

/**
 * Judges a claim by what stands in the corporate trees that its customer could belong to.
 * @param place where the claim stands in line
 */
export async function hear(
  db: Db,
  row: RegistrationRow,
  place: number,
  trees: readonly Tree[],
  rules: RegistrationRules,
): Promise<Omit<Judgement, 'conflicts'> & Pick<KeptJudgement, 'conflicts'>> {
  const alike = new Map(trees.toReversed().map((one) => [one.rootId, one]))
  const roots = [...alike.keys()]
  const claim = await claimOf(db, row)
  const renewed = await incumbentsIn(db, roots, { ...claim, completeAt: row.completeAt }, rules)
  const standings = [...(await standersIn(db, roots, row.id)), ...renewed].map((stander): Seen => ({
    ...stander,
    probability: alike.get(stander.rootId)!.probability,
    related: alike.get(stander.rootId)!.related ?? 0,
    rank: rankOf(stander, place),
    stander,
  }))
  const judged = judge(claim, standings, rules)
  return {
    ...judged,
    conflicts: judged.conflicts.map(({ standing, band }): RegistrationConflict => {
      const { stander: one, probability, related, rank } = standing as Seen
      return {
        kind: one.kind,
        id: one.id,
        band,
        rank,
        probability,
        ...(related !== undefined && { related }),
        ...(one.precedes !== undefined && { precedes: one.precedes }),
        reasons: alike.get(one.rootId)!.reasons.map(({ field, level, weight }) => ({ field, level, weight })),
        customerId: one.customerId,
        customerName: one.customerName,
        partnerId: one.partnerId,
        partnerName: one.partnerName,
        families: one.families,
        country: one.country,
        state: one.state,
        completeAt: one.completeAt?.toISOString() ?? null,
      }
    }),
  }
}

function rankOf(one: Stander, place: number): Standing['rank'] {
  if (one.kind !== 'registration' || one.state === 'in_appeal') return 'earlier'
  if (isProtected(one.state)) return 'protected'
  return one.place! < place ? 'earlier' : 'later'
}

/** A claim as the court sees it: only a value in the ecosystem's own currency can be compared. */
async function claimOf(db: Db, row: RegistrationRow): Promise<Claim> {
  const { currency } = await db.selectFrom('ecosystem').select('currency').executeTakeFirstOrThrow()
  return {
    kind: row.kind,
    families: row.families,
    country: row.country!,
    value: row.currency === currency ? row.amount : null,
    partnerId: row.partnerId,
  }
}
