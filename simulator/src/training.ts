import type { Day } from './calendar.ts'
import type { Partner, Traits } from './partner.ts'
import { logistic, Random } from './random.ts'
import { truth } from './truth.ts'
import type { World } from './world.ts'

export interface Certificate {
  readonly key: string
  readonly name: string
  readonly grantedOn: Day
  readonly expiresOn: Day
}

const catalogue = [
  ['Sales Foundation', 5],
  ['Solution Architect', 4],
  ['Implementation Specialist', 4],
  ['Security Specialist', 2],
  ['Managed Services Operator', 2],
] as const
const validDays = 730

/** Log-odds −0.7 + 1 (cloud − 0.4) + 0.25 log2(consultants / 12): who trains is told by recorded traits and by nothing else. */
export const trainingOdds = ({ cloudPractice, consultants }: Traits): number =>
  truth.training.base +
  truth.training.cloudPractice * (Number(cloudPractice) - 0.4) +
  truth.training.consultantsDoubling * Math.log2(consultants / 12)

/**
 * The certificates of a partner, oldest first. They hold for two years; most of them (85 of 100) are renewed before that. While one
 * is valid, the deals that the partner opens are won with 0.45 more log-odds.
 */
export function certificatesOf(world: World, { index, key, traits, life }: Partner): Certificate[] {
  const random = new Random(world.seed, 'partner', index, 'training')
  const trains = random.chance(logistic(trainingOdds(traits)))
  const { activeOn, leavesOn } = life
  if (!trains || activeOn === null) return []
  const until = Math.min(leavesOn ?? world.end, world.end)
  const found = new Map<string, Certificate>()
  const kinds = 1 + random.poisson(1.3)
  // Those who were there before earned theirs over the last years.
  let day = activeOn + Math.round(random.exponential(150))
  for (let number = 1; number <= kinds; number++) {
    const name = random.weighted(catalogue)
    for (let at = day, round = 1; at < until; round++) {
      const certificate = { key: `${key}-c${number}-${round}`, name, grantedOn: at, expiresOn: at + validDays }
      if (at + validDays > world.start) found.set(certificate.key, certificate)
      if (!random.chance(0.85)) break
      at += validDays - random.whole(3, 30)
    }
    day += Math.round(random.exponential(200))
  }
  return [...found.values()].sort((a, b) => a.grantedOn - b.grantedOn)
}

export const isCertified = (certificates: readonly Certificate[], day: Day): boolean =>
  certificates.some((one) => one.grantedOn <= day && day < one.expiresOn)
