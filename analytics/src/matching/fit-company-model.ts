import type { CompanyField } from './levels.ts'
import { FIELDS } from './levels.ts'
import { fitLatentClasses, type LatentClass } from './latent-classes.ts'
import { type CompanyModel, defaultCompanyModel } from './model.ts'

/** Imagined pairs of the default model that steady the fit: lists with few matches stay close to it. */
const PRIOR_PAIRS = 20

/**
 * What "same" means stays close to the default, however much data: left free, the class would wander off to whatever large group
 * of lookalikes the lists hold ("… Machine Tool Co.", "… Hong Kong Ltd") and call it one company. Only "related" is free.
 */
const ANCHOR = 2

export interface ComparedPairs {
  /** One level per field and pair, in the order of FIELDS. */
  readonly levels: Uint8Array
  /** Rarity of what each pair shares, in bits. */
  readonly bits: Float64Array
  /** Records whose candidates were compared, and records on the other side. */
  readonly records: number
  readonly population: number
}

/**
 * Learns from compared pairs how records of one company differ in these lists, and how those of related companies do: three
 * classes (same, related, unrelated) by expectation maximisation. What unrelated companies share is given by rarity and
 * not fitted, so the fit cannot call chance agreement a match. Without pairs the default model is returned.
 */
export function fitCompanyModel(pairs: ComparedPairs): CompanyModel {
  const { levels, bits, records, population } = pairs
  if (bits.length === 0) return defaultCompanyModel
  const compared = Math.max(bits.length, records * population)
  const toClass = (kind: 'same' | 'related', expected: number): LatentClass => ({
    share: Math.min(0.5, (expected * records) / compared),
    levels: FIELDS.map((field) => defaultCompanyModel[kind][field]),
  })
  const fit = fitLatentClasses({
    levels,
    evidence: bits,
    start: [
      toClass('same', defaultCompanyModel.matchesPerRecord),
      toClass('related', defaultCompanyModel.relativesPerRecord),
      { share: 1, levels: FIELDS.map((field) => defaultCompanyModel.same[field].map(() => 1)) },
    ],
    fixed: [false, false, true],
    outside: compared - bits.length,
    priorPairs: PRIOR_PAIRS,
    anchor: [ANCHOR, 0, 0],
    maxIterations: 60,
  })
  if (!fit.enough) return defaultCompanyModel
  const [same, related] = fit.classes
  const perRecord = (share: number): number => Math.max(1e-6, (share * compared) / records)
  return {
    same: byField(same!),
    related: byField(related!),
    matchesPerRecord: perRecord(same!.share),
    relativesPerRecord: perRecord(related!.share),
  }
}

function byField(fitted: LatentClass): Record<CompanyField, readonly number[]> {
  return Object.fromEntries(FIELDS.map((field, f) => [field, fitted.levels[f]!])) as Record<
    CompanyField,
    readonly number[]
  >
}
