import { checkInteger, checkLength, checkNumber } from '../check.ts'
import { InvalidInput, type NotEnough, notEnough } from '../errors.ts'

/** One class of pairs: its share, and per field the probability of each level (unknown, level 0, left out). */
export interface LatentClass {
  readonly share: number
  readonly levels: readonly (readonly number[])[]
}

export interface LatentClassInput {
  /** Compared pairs, row by row: one level per field, 1 upwards; 0 is unknown. */
  readonly levels: Uint8Array
  /** Starting point, one entry per class; the first field of `levels` is the first of each class. */
  readonly start: readonly LatentClass[]
  /** How many pairs each row stands for. Default: 1. */
  readonly counts?: ArrayLike<number> | undefined
  /** Classes whose level probabilities stay as they are. Default: none. */
  readonly fixed?: readonly boolean[] | undefined
  /** Per row, log₂ evidence that counts for every class but the last (rarity of what is shared). Default: 0. */
  readonly evidence?: Float64Array | undefined
  /** Pairs that were never compared because they share nothing: they belong to the last class. Default: 0. */
  readonly outside?: number | undefined
  /** So many imagined pairs of the starting point steady each class. Default: 0. */
  readonly priorPairs?: number | undefined
  /** Per class, imagined pairs of the starting point for each pair found: 1 meets half-way, however much data. Default: 0. */
  readonly anchor?: readonly number[] | undefined
  /** Default: 200. */
  readonly maxIterations?: number | undefined
}

export interface LatentClassFit {
  readonly enough: true
  readonly classes: readonly LatentClass[]
  readonly iterations: number
  /** log₂ likelihood of the compared pairs. It never falls from one iteration to the next when `priorPairs` is 0. */
  readonly logLikelihood: number
}

/** Keeps a probability from being exactly 0, which no later evidence could undo. */
const LEAST = 1e-9

/**
 * Splits compared pairs into classes (match, non-match, or more) without knowing which is which: expectation maximisation for
 * a mixture of independent categorical fields (Dempster, Laird & Rubin 1977; for record linkage Winkler 1988).
 *
 * E-step: the probability of each class for each pair, ∝ share · Π over known fields P(level | class). M-step: shares and level
 * probabilities as weighted counts. Fields are taken as independent within a class. Equal rows are gathered first, so the
 * cost depends on distinct patterns when there is no `evidence`.
 */
export function fitLatentClasses(input: LatentClassInput): LatentClassFit | NotEnough {
  const state = new Mixture(input)
  if (state.total < 1) return notEnough('at least 1 compared pair')
  const limit = input.maxIterations ?? 200
  checkInteger('maxIterations', limit, 1)
  let last = -Infinity
  let iterations = 0
  while (iterations < limit) {
    iterations++
    const logLikelihood = state.step()
    const settled = Math.abs(logLikelihood - last) <= 1e-9 * (1 + Math.abs(logLikelihood))
    last = logLikelihood
    if (settled) break
  }
  return { enough: true, classes: state.classes(), iterations, logLikelihood: last }
}

class Mixture {
  readonly #input: LatentClassInput
  readonly #fields: number
  readonly #k: number
  readonly #patternOf: Int32Array
  readonly #patterns: readonly Uint8Array[]
  readonly #shares: number[]
  readonly #levels: number[][][]
  readonly total: number

  constructor(input: LatentClassInput) {
    this.#input = input
    this.#k = input.start.length
    this.#fields = input.start[0]?.levels.length ?? 0
    this.total = checkInput(input, this.#fields)
    this.#shares = input.start.map(({ share }) => share)
    this.#levels = input.start.map(({ levels }) => levels.map((shares) => [...shares]))
    const gathered = gather(input.levels, this.#fields)
    this.#patternOf = gathered.patternOf
    this.#patterns = gathered.patterns
  }

  classes(): LatentClass[] {
    return this.#levels.map((levels, c) => ({ share: this.#shares[c]!, levels }))
  }

  /** One iteration; returns the log₂ likelihood before it. */
  step(): number {
    const { evidence, counts, outside = 0 } = this.#input
    const k = this.#k
    const logs = this.#patternLogs()
    const weights = new Float64Array(this.#patterns.length * k)
    const posterior = new Float64Array(k)
    let logLikelihood = 0
    for (let row = 0; row < this.#patternOf.length; row++) {
      const count = counts?.[row] ?? 1
      if (count === 0) continue
      const at = this.#patternOf[row]! * k
      const bits = evidence?.[row] ?? 0
      let top = -Infinity
      for (let c = 0; c < k; c++) {
        const log = logs[at + c]! + (c < k - 1 ? bits : 0)
        posterior[c] = log
        if (log > top) top = log
      }
      let sum = 0
      for (let c = 0; c < k; c++) sum += posterior[c] = 2 ** (posterior[c]! - top)
      for (let c = 0; c < k; c++) weights[at + c]! += (count * posterior[c]!) / sum
      logLikelihood += count * (top + Math.log2(sum))
    }
    logLikelihood += outside * Math.log2(this.#shares[k - 1]!)
    this.#maximise(weights, outside)
    return logLikelihood
  }

  #patternLogs(): Float64Array {
    const k = this.#k
    const logs = new Float64Array(this.#patterns.length * k)
    this.#patterns.forEach((pattern, p) => {
      for (let c = 0; c < k; c++) {
        let log = Math.log2(this.#shares[c]!)
        pattern.forEach((level, f) => {
          if (level > 0) log += Math.log2(this.#levels[c]![f]![level - 1]!)
        })
        logs[p * k + c] = log
      }
    })
    return logs
  }

  #maximise(weights: Float64Array, outside: number): void {
    const { start, fixed, priorPairs = 0, anchor } = this.#input
    const k = this.#k
    for (let c = 0; c < k; c++) {
      const sums = start[c]!.levels.map((shares) => shares.map(() => 0))
      let total = c === k - 1 ? outside : 0
      this.#patterns.forEach((pattern, p) => {
        const weight = weights[p * k + c]!
        total += weight
        pattern.forEach((level, f) => {
          if (level > 0) sums[f]![level - 1]! += weight
        })
      })
      this.#shares[c] = Math.max(LEAST / (this.total + outside), total / (this.total + outside))
      if (fixed?.[c]) continue
      sums.forEach((counts, f) => {
        const found = counts.reduce((all, count) => all + count, 0)
        const imagined = priorPairs + (anchor?.[c] ?? 0) * found
        if (found + imagined === 0) return
        const share = (count: number, level: number): number => count + imagined * start[c]!.levels[f]![level]!
        this.#levels[c]![f] = counts.map((count, level) => Math.max(LEAST, share(count, level) / (found + imagined)))
      })
    }
  }
}

function checkInput(input: LatentClassInput, fields: number): number {
  const { start, levels, counts, evidence, fixed } = input
  if (start.length < 2) throw new InvalidInput('start', start, 'at least 2 classes')
  if (fields === 0 || levels.length % fields !== 0) {
    throw new InvalidInput('levels', levels, `rows of ${fields} fields`)
  }
  const rows = levels.length / fields
  start.forEach(({ share, levels: ofClass }, c) => {
    checkNumber(`start[${c}].share`, share, Number.MIN_VALUE, 1)
    checkLength(`start[${c}].levels`, ofClass, 'the fields of the first class', fields)
    ofClass.forEach((shares, f) => {
      checkLength(`start[${c}].levels[${f}]`, shares, 'that of the first class', start[0]!.levels[f]!.length)
      shares.forEach((value, l) => checkNumber(`start[${c}].levels[${f}][${l}]`, value, Number.MIN_VALUE, 1))
    })
  })
  for (let i = 0; i < levels.length; i++) {
    const most = start[0]!.levels[i % fields]!.length
    if (levels[i]! > most) throw new InvalidInput(`levels[${i}]`, levels[i], `at most ${most}, the field's last level`)
  }
  if (counts !== undefined) checkLength('counts', counts, 'the rows', rows)
  if (evidence !== undefined) checkLength('evidence', evidence, 'the rows', rows)
  if (input.anchor !== undefined) checkLength('anchor', input.anchor, 'the classes', start.length)
  if (fixed !== undefined) checkLength('fixed', fixed, 'the classes', start.length)
  checkNumber('outside', input.outside ?? 0, 0)
  checkNumber('priorPairs', input.priorPairs ?? 0, 0)
  let total = 0
  for (let row = 0; row < rows; row++) {
    const count = counts?.[row] ?? 1
    checkNumber(`counts[${row}]`, count, 0)
    checkNumber(`evidence[${row}]`, evidence?.[row] ?? 0)
    total += count
  }
  return total
}

/** Gives every distinct row a number. */
function gather(levels: Uint8Array, fields: number): { patternOf: Int32Array; patterns: Uint8Array[] } {
  const rows = levels.length / fields
  const patternOf = new Int32Array(rows)
  const patterns: Uint8Array[] = []
  const known = new Map<string, number>()
  for (let row = 0; row < rows; row++) {
    let key = ''
    for (let f = 0; f < fields; f++) key += String.fromCharCode(levels[row * fields + f]!)
    let pattern = known.get(key)
    if (pattern === undefined) {
      pattern = patterns.length
      known.set(key, pattern)
      patterns.push(levels.slice(row * fields, (row + 1) * fields))
    }
    patternOf[row] = pattern
  }
  return { patternOf, patterns }
}
