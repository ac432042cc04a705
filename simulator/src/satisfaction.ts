import { dayFrom, yearOf, type Day } from './calendar.ts'
import { stageOn } from './lifecycle.ts'
import type { Partner } from './partner.ts'
import { Random } from './random.ts'
import { truth } from './truth.ts'
import type { World } from './world.ts'

export interface Answer {
  readonly key: string
  readonly day: Day
  /** 0–10, one decimal. */
  readonly score: number
  readonly respondents: number
}

/**
 * Twice a year, in May and November, three of four partners answer: 7 + 0.8 quality + 0.7 ε, less 1.2 while at risk or
 * dormant, kept within 0 and 10. At least five people answer, so that nobody is told apart.
 */
export function* answersOf(world: World, { index, key, quality, life }: Partner): Generator<Answer> {
  const random = new Random(world.seed, 'partner', index, 'satisfaction')
  const { mean, slope, noise, atRisk } = truth.satisfaction
  for (let year = yearOf(world.start); year <= yearOf(world.end); year++)
    for (const month of [4, 10]) {
      const day = dayFrom(year, month, random.whole(6, 26))
      const answers = random.chance(0.75)
      const drawn = mean + slope * quality + noise * random.normal()
      const respondents = 5 + random.poisson(3)
      const stage = stageOn(life, day)
      const inside = stage === 'active' || stage === 'at_risk' || stage === 'dormant'
      if (!answers || !inside || day < world.start || day >= world.end) continue
      const score = Math.min(10, Math.max(0, drawn - (stage === 'active' ? 0 : atRisk)))
      yield { key: `${key}-q${year}-${month}`, day, score: Math.round(score * 10) / 10, respondents }
    }
}
