import { checkLength, checkNumber } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'
import { type Scale, scaleOf } from './scale.ts'

export interface ScoreComponent {
  readonly name: string
  /** Relative to the other weights; they need not sum to anything. */
  readonly weight: number
  readonly scale: Scale
}

export interface ScoreDefinition {
  readonly components: readonly ScoreComponent[]
  /** `arithmetic`: a weakness can be bought back elsewhere. `geometric`: a zero cannot. */
  readonly aggregation: 'arithmetic' | 'geometric'
  /** Share of the weight that must be known for a score. Default 0.5. */
  readonly minConfidence?: number
}

export interface ScorePart {
  readonly name: string
  /** Mark from 0 to 1; `null` where the input is missing. */
  readonly mark: number | null
  /** Effective weight, after missing ones were left out; they sum to 1. */
  readonly weight: number
  /** Points that this component adds to, or takes from, the score of what it is compared with. */
  readonly driver: number
}

export interface Score {
  readonly enough: true
  /** 0 to 100. */
  readonly score: number
  /** Share of the weight whose input is known. */
  readonly confidence: number
  /** What the drivers start from: `score` = `comparedWith` + the sum of drivers. */
  readonly comparedWith: number
  readonly parts: readonly ScorePart[]
}

/** Measurements in the order of the components; `null` where one is not known. Missing is not zero. */
export type ScoreInputs = ArrayLike<number | null>

/**
 * Composite score of weighted marks: engagement, health, partner fit.
 *
 * ```
 * arithmetic  100 Σ wᵢ mᵢ          geometric  100 Π mᵢ^wᵢ          wᵢ over the known components, Σ wᵢ = 1
 * ```
 *
 * OECD & JRC 2008, "Handbook on constructing composite indicators". A missing input is left out and its weight spread over
 * the rest; `confidence` says how much was known. The score rises, or stays, when any known input gets better.
 *
 * Drivers add up: for arithmetic scores 100 wᵢ (mᵢ − bᵢ) against a mark bᵢ; for geometric ones L(G, B) wᵢ ln(mᵢ/bᵢ) with the
 * logarithmic mean L (the LMDI of Ang 2004), which is exact too; where a mark is 0 its limit gives all of the
 * difference to the zeros. They compare with full marks, or with other inputs: last quarter, the group's median.
 *
 * @example
 * const health = new CompositeScore({
 *   components: [
 *     { name: 'revenue', weight: 2, scale: { kind: 'goalposts', low: 0, high: 100 } },
 *     { name: 'training', weight: 1, scale: { kind: 'goalposts', low: 0, high: 10 } },
 *   ],
 *   aggregation: 'arithmetic',
 * })
 * health.score([50, 10]) // score 66.67; drivers −33.33 and 0 against 100
 * health.score([50, null]) // score 50, confidence 0.667
 */
export class CompositeScore {
  readonly definition: ScoreDefinition
  readonly #scales: readonly ((value: number) => number)[]
  readonly #total: number
  readonly #minConfidence: number

  constructor(definition: ScoreDefinition) {
    const { components, aggregation, minConfidence = 0.5 } = definition
    if (components.length === 0) throw new InvalidInput('components', components, 'at least 1 component')
    if (aggregation !== 'arithmetic' && aggregation !== 'geometric') {
      throw new InvalidInput('aggregation', aggregation, '"arithmetic" or "geometric"')
    }
    checkNumber('minConfidence', minConfidence, 0, 1)
    for (const { name, weight } of components) checkNumber(`weight of ${name}`, weight, 0, 1e150)
    this.definition = definition
    this.#scales = components.map(({ scale }) => scaleOf(scale))
    this.#total = components.reduce((sum, { weight }) => sum + weight, 0)
    this.#minConfidence = minConfidence
    if (this.#total === 0) throw new InvalidInput('weights', components, 'above 0 somewhere')
  }

  /** @param against inputs that the drivers compare with, known wherever `inputs` are. Default: full marks. */
  score(inputs: ScoreInputs, against?: ScoreInputs): Score | NotEnough {
    const { components } = this.definition
    const marks = this.marks('inputs', inputs)
    const base = against ? this.marks('against', against) : marks.map(() => 1)
    const known = components.reduce((sum, { weight }, i) => sum + (marks[i] === null ? 0 : weight), 0)
    const confidence = known / this.#total
    if (known === 0 || confidence < this.#minConfidence) {
      const missing = components.filter((_, i) => marks[i] === null).map(({ name }) => name)
      return notEnough(`inputs for ${this.#minConfidence * 100}% of the weight; missing: ${missing.join(', ')}`)
    }
    const weights = components.map(({ weight }, i) => (marks[i] === null ? 0 : weight / known))
    weights.forEach((weight, i) => {
      if (weight > 0 && base[i] === null) throw new InvalidInput(`against[${i}]`, null, `known: inputs[${i}] is`)
    })
    const [score, comparedWith] = [this.aggregate(marks, weights), this.aggregate(base, weights)]
    const drivers = this.#drivers(marks, base, weights, score, comparedWith)
    return {
      enough: true,
      score,
      confidence,
      comparedWith,
      parts: components.map(({ name }, i) => ({ name, mark: marks[i]!, weight: weights[i]!, driver: drivers[i]! })),
    }
  }

  /** The marks behind a score, 0 to 1, `null` where the input is missing. */
  marks(field: string, inputs: ScoreInputs): (number | null)[] {
    checkLength(field, inputs, 'components', this.#scales.length)
    return this.#scales.map((scale, i) => {
      const value = inputs[i]!
      if (value === null) return null
      if (!(Math.abs(value) <= 1e150)) checkNumber(`${field}[${i}]`, value, -1e150, 1e150)
      return scale(value)
    })
  }

  /** The mark of one component for a number that is known to be one. */
  mark(component: number, value: number): number {
    return this.#scales[component]!(value)
  }

  /** The score of marks under weights that sum to 1; a weight of 0 leaves its mark out. */
  aggregate(marks: ArrayLike<number | null>, weights: ArrayLike<number>): number {
    const geometric = this.definition.aggregation === 'geometric'
    let sum = 0
    for (let i = 0; i < weights.length; i++) {
      if (weights[i]! > 0) sum += weights[i]! * (geometric ? Math.log(marks[i]!) : marks[i]!)
    }
    return 100 * Math.min(1, geometric ? Math.exp(sum) : sum)
  }

  #drivers(
    marks: readonly (number | null)[],
    base: readonly (number | null)[],
    weights: readonly number[],
    score: number,
    from: number,
  ): number[] {
    const used = (i: number): boolean => weights[i]! > 0
    if (this.definition.aggregation === 'arithmetic') {
      return weights.map((weight, i) => (used(i) ? 100 * weight * (marks[i]! - base[i]!) : 0))
    }
    if (score > 0 && from > 0) {
      const logs = weights.map((weight, i) => (used(i) ? weight * (Math.log(marks[i]!) - Math.log(base[i]!)) : 0))
      const ratio = logs.reduce((sum, log) => sum + log, 0)
      // Where the two scores are equal the logarithmic mean is that score.
      const mean = Math.abs(ratio) < 1e-9 ? score : (score - from) / ratio
      return logs.map((log) => mean * log)
    }
    const zeros = weights.map((weight, i) => (used(i) && (score === 0 ? marks : base)[i] === 0 ? weight : 0))
    const all = zeros.reduce((sum, weight) => sum + weight, 0)
    return zeros.map((weight) => (all > 0 ? ((score - from) * weight) / all : 0))
  }
}
