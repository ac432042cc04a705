import { FIELDS } from './levels.ts'
import type { LogModel } from './model.ts'

/** Probabilities that a compared pair is one company, or two related ones; the rest is "unrelated". */
export class Posterior {
  same = 0
  related = 0
  /** log₂ of the odds of "same" against everything else: finer than a probability close to 1. */
  logOdds = 0

  /** By Bayes over three classes, from the levels and bits of a comparison. */
  update(model: LogModel, levels: Uint8Array, bits: Float64Array): void {
    let same = model.priorSame
    let related = model.priorRelated
    for (let f = 0; f < FIELDS.length; f++) {
      const at = model.offsets[f]! + levels[f]!
      same += model.same[at]! + bits[f]!
      related += model.related[at]! + bits[f]!
    }
    const top = Math.max(same, related, 0)
    const weightSame = 2 ** (same - top)
    const weightRelated = 2 ** (related - top)
    const weightOther = 2 ** -top
    const total = weightSame + weightRelated + weightOther
    this.same = weightSame / total
    this.related = weightRelated / total
    this.logOdds = same - top - Math.log2(weightRelated + weightOther)
  }
}
