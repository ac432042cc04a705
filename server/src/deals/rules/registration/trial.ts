import type { RegistrationRules } from '@hansa/contract/registration-rules'
import { type Claim, judge, type Judgement, type Standing } from './judge.ts'

export interface Tried extends Pick<Judgement, 'reason' | 'rule' | 'isLowRisk'> {
  readonly outcome: Judgement['outcome'] | 'not_taken'
}

/**
 * How a claim of the past would have been judged by other rules, from what was found then. A claim that could not even
 * have been sent, for its country or its product family, is not judged.
 */
export function tried(claim: Claim, found: readonly Standing[], rules: RegistrationRules): Tried {
  const notTaken = (rule: string) => ({ outcome: 'not_taken', reason: null, rule, isLowRisk: false }) as const
  if (rules.territories.length > 0 && !rules.territories.includes(claim.country)) return notTaken('territories')
  const known = rules.families.map(({ key }) => key)
  if (!claim.families.every((family) => known.includes(family))) return notTaken('families')
  const { outcome, reason, rule, isLowRisk } = judge(claim, found, rules)
  return { outcome, reason, rule, isLowRisk }
}
