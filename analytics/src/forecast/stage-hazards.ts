import type { Random } from '../random.ts'

/** A stay of one deal in one stage. */
export interface StageSpell {
  /** 0 … stages − 1. */
  readonly stage: number
  /** Whole periods in the stage before it was left, or so far. */
  readonly duration: number
  /** Where it went: another stage, won, lost; `open` where it is still there, or was when last seen. */
  readonly to: number | 'won' | 'lost' | 'open'
}

/**
 * Probabilities of leaving a stage, by age in it and by where to.
 *
 * `move[(stage · ages + age) · targets + k]` is the chance that a deal of that age moves to target k within the next period;
 * targets are the stages, then won, then lost.
 */
export interface StageHazards {
  readonly stages: number
  readonly ages: number
  readonly move: Float64Array
}

/** The number of a target: stages as they are, then won, then lost. */
const targetOf = (to: number | 'won' | 'lost', stages: number): number =>
  to === 'won' ? stages : to === 'lost' ? stages + 1 : to

/**
 * Discrete-time competing hazards with smoothing along age.
 *
 * ```
 * h(s, a, k) = (moves(s, a, k) + κ h(s, a − 1, k)) / (atRisk(s, a) + κ),    h(s, −1, k) = all moves / all periods at risk
 * ```
 *
 * Each age is drawn towards the one before it by κ periods' worth of data, so a sparse old age continues what was last
 * known instead of jumping to 0 or 1. Ages beyond the oldest seen take its values.
 *
 * @param weights one per spell, or none for 1 each (Bayesian bootstrap draws).
 */
export function stageHazards(
  stages: number,
  ages: number,
  spells: readonly StageSpell[],
  smoothing: number,
  weights?: Float64Array,
): StageHazards {
  const targets = stages + 2
  const moves = new Float64Array(stages * ages * targets)
  const atRisk = new Float64Array(stages * (ages + 1))
  spells.forEach(({ stage, duration, to }, i) => {
    const weight = weights?.[i] ?? 1
    const seen = to === 'open' ? duration : duration + 1
    // Ended counts here are turned into numbers at risk by the backward sum below.
    atRisk[stage * (ages + 1) + Math.min(seen, ages)]! += weight
    if (to !== 'open' && duration < ages) moves[(stage * ages + duration) * targets + targetOf(to, stages)]! += weight
  })
  for (let s = 0; s < stages; s++) {
    const row = s * (ages + 1)
    for (let a = ages - 1; a >= 0; a--) atRisk[row + a]! += atRisk[row + a + 1]!
    for (let a = 0; a < ages; a++) atRisk[row + a] = atRisk[row + a + 1]!
  }
  const move = new Float64Array(moves.length)
  for (let s = 0; s < stages; s++) {
    for (let k = 0; k < targets; k++) {
      let [all, periods] = [0, 0]
      for (let a = 0; a < ages; a++) {
        all += moves[(s * ages + a) * targets + k]!
        periods += atRisk[s * (ages + 1) + a]!
      }
      let before = periods > 0 ? all / periods : 0
      for (let a = 0; a < ages; a++) {
        const at = (s * ages + a) * targets + k
        before = (moves[at]! + smoothing * before) / (atRisk[s * (ages + 1) + a]! + smoothing)
        move[at] = before
      }
    }
  }
  return { stages, ages, move }
}

/** Where a deal goes within one period: a target, or −1 where it stays. */
export function step({ stages, ages, move }: StageHazards, stage: number, age: number, random: Random): number {
  const targets = stages + 2
  const at = (stage * ages + Math.min(age, ages - 1)) * targets
  let u = random.uniform()
  for (let k = 0; k < targets; k++) {
    u -= move[at + k]!
    if (u < 0) return k
  }
  return -1
}
