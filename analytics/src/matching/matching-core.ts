import { BlockingIndex } from './blocking-index.ts'
import { CompanyComparison } from './compare-companies.ts'
import { CompanyTable, CompanyValues } from './company-table.ts'
import { type ComparedPairs, fitCompanyModel } from './fit-company-model.ts'
import { GrowingFloats } from './growing.ts'
import { FIELDS } from './levels.ts'
import { type CompanyModel, LogModel } from './model.ts'
import { Posterior } from './posterior.ts'
import { Rarity } from './rarity.ts'

/** Pairs that the model is learned from: more would change the third digit. */
const PAIRS_FOR_FIT = 300_000

/** Candidates per record when the share to sample is guessed. */
const USUAL_CANDIDATES = 10

/**
 * The common machinery of matching: tables over shared values, candidates from the index over `right`, comparison, model and
 * posterior. With `left` and `right` the same table, each pair inside the list is met once.
 */
export class MatchingCore {
  readonly values: CompanyValues
  readonly left: CompanyTable
  readonly right: CompanyTable
  readonly comparison: CompanyComparison
  readonly rarity: Rarity
  readonly index: BlockingIndex
  readonly posterior = new Posterior()

  constructor(values: CompanyValues, left: CompanyTable, right: CompanyTable) {
    this.values = values
    this.left = left
    this.right = right
    this.rarity = new Rarity(values, left === right ? [left] : [left, right])
    this.comparison = new CompanyComparison(values, this.rarity)
    this.index = new BlockingIndex(right)
  }

  /** How many records of the other side a record is compared against in principle. */
  get population(): number {
    return Math.max(1, this.left === this.right ? (this.right.length - 1) / 2 : this.right.length)
  }

  /** Calls `visit` for each candidate of record i, after comparing the two. */
  eachCandidate(i: number, visit: (j: number) => void): void {
    const inside = this.left === this.right
    for (const j of this.index.find(this.left, i)) {
      if (inside && j <= i) continue
      this.comparison.compare(this.left, i, this.right, j)
      visit(j)
    }
  }

  /** Learns the model from an even sample of the left records. */
  fit(): CompanyModel {
    const step = Math.max(1, Math.floor((this.left.length * USUAL_CANDIDATES) / PAIRS_FOR_FIT))
    const levels: number[] = []
    const bits = new GrowingFloats()
    let records = 0
    for (let i = 0; i < this.left.length && bits.length < 4 * PAIRS_FOR_FIT; i += step) {
      records++
      this.eachCandidate(i, () => {
        for (let f = 0; f < FIELDS.length; f++) levels.push(this.comparison.levels[f]!)
        bits.push(sum(this.comparison.bits))
      })
    }
    const pairs: ComparedPairs = {
      levels: Uint8Array.from(levels),
      bits: bits.toArray(),
      records,
      population: this.population,
    }
    return fitCompanyModel(pairs)
  }

  logModel(model: CompanyModel): LogModel {
    return new LogModel(model, this.population)
  }
}

function sum(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}
