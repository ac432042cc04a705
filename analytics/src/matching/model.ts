import { checkNumber } from '../check.ts'
import { InvalidInput } from '../errors.ts'
import { type CompanyField, FIELDS, LEVELS } from './levels.ts'

/**
 * What two companies' records look like when they are the same company, and when they are merely related (parent and
 * subsidiary, namesakes): per field the probability of each level, in the order of LEVELS without "unknown".
 * What unrelated companies have in common follows from how rare the shared value is, so it needs no parameter.
 */
export interface CompanyModel {
  readonly same: Readonly<Record<CompanyField, readonly number[]>>
  readonly related: Readonly<Record<CompanyField, readonly number[]>>
  /** Expected number of matches and of relatives of one record in the other list. */
  readonly matchesPerRecord: number
  readonly relativesPerRecord: number
}

/**
 * Set by hand from what is known of company lists, not fitted: names survive spelling, legal forms and abbreviations;
 * domains are kept but sometimes stale; a subsidiary has a longer name, a similar domain and another address.
 * {@link fitCompanyModel} learns the probabilities of a pair of lists and takes this as its start.
 */
export const defaultCompanyModel: CompanyModel = {
  same: {
    name: [0.72, 0.08, 0.1, 0.02, 0.03, 0.005, 0.025, 0.01, 0.01],
    domain: [0.86, 0.04, 0.03, 0.07],
    country: [0.98, 0.02],
    place: [0.6, 0.2, 0.05, 0.15],
    phone: [0.6, 0.4],
    registryNumber: [0.95, 0.05],
    parent: [0.85, 0.001, 0.149],
  },
  related: {
    name: [0.1, 0.08, 0.04, 0.005, 0.45, 0.2, 0.09, 0.025, 0.01],
    domain: [0.25, 0.2, 0.15, 0.4],
    country: [0.5, 0.5],
    place: [0.08, 0.15, 0.02, 0.75],
    phone: [0.05, 0.95],
    registryNumber: [0.01, 0.99],
    parent: [0.45, 0.35, 0.2],
  },
  matchesPerRecord: 0.5,
  relativesPerRecord: 0.1,
}

/** Refuses a model whose probabilities are not probabilities. */
export function checkModel(model: CompanyModel): void {
  checkNumber('model.matchesPerRecord', model.matchesPerRecord, Number.MIN_VALUE)
  checkNumber('model.relativesPerRecord', model.relativesPerRecord, Number.MIN_VALUE)
  for (const kind of ['same', 'related'] as const) {
    for (const field of FIELDS) {
      const shares = model[kind][field]
      const at = `model.${kind}.${field}`
      if (shares.length !== LEVELS[field].length - 1) {
        throw new InvalidInput(at, shares, `${LEVELS[field].length - 1} probabilities`)
      }
      shares.forEach((share, level) => checkNumber(`${at}[${level}]`, share, Number.MIN_VALUE, 1))
      const sum = shares.reduce((total, share) => total + share, 0)
      if (Math.abs(sum - 1) > 1e-6) throw new InvalidInput(at, sum, 'probabilities that sum to 1')
    }
  }
}

/** The model as base-2 logarithms in one flat row per kind: `offsets[field] + level`. Level 0, unknown, is 0. */
export class LogModel {
  readonly offsets: readonly number[]
  readonly same: Float64Array
  readonly related: Float64Array
  priorSame: number
  priorRelated: number

  /** @param population records in the other list: the chance that one of them, drawn blindly, is the match is 1 in this many */
  constructor(model: CompanyModel, population: number) {
    const offsets: number[] = []
    let size = 0
    for (const field of FIELDS) {
      offsets.push(size)
      size += LEVELS[field].length
    }
    this.offsets = offsets
    this.same = new Float64Array(size)
    this.related = new Float64Array(size)
    FIELDS.forEach((field, f) => {
      model.same[field].forEach((share, level) => (this.same[offsets[f]! + level + 1] = Math.log2(share)))
      model.related[field].forEach((share, level) => (this.related[offsets[f]! + level + 1] = Math.log2(share)))
    })
    this.priorSame = Math.log2(model.matchesPerRecord / population)
    this.priorRelated = Math.log2(model.relativesPerRecord / population)
  }
}
