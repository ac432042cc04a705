import { checkEach, checkLength } from '../check.ts'
import { InvalidInput } from '../errors.ts'

export interface Agreement {
  readonly models: readonly [string, string]
  /** Share of the credit that one model gives to other players than the other does, 0 to 1. */
  readonly moved: number
  /** Kendall's τ-b of the two rankings, −1 to 1; `null` where a model gives all players the same. */
  readonly rank: number | null
  /** The player on whose share the two differ most, and by how much (second − first). */
  readonly most: { readonly player: number; readonly difference: number }
}

/**
 * How far do attribution models agree? One entry per pair.
 *
 * ```
 * moved = ½ Σ |aᵢ − bᵢ|                      total variation distance of shares
 * rank  = (concordant − discordant pairs) / √((all − ties in a)(all − ties in b))      Kendall 1945, τ-b
 * ```
 *
 * @param shares by model name, each one share per player, non-negative with a sum above 0; sums are normalised to 1.
 * @example
 * agreement({ first: [0.6, 0.3, 0.1], last: [0.2, 0.5, 0.3] })
 * // [{ models: ['first', 'last'], moved: 0.4, rank: -0.3333, most: { player: 0, difference: -0.4 } }]
 */
export function agreement(shares: Readonly<Record<string, ArrayLike<number>>>): Agreement[] {
  const models = Object.keys(shares)
  if (models.length < 2) throw new InvalidInput('shares', shares, 'at least 2 models')
  const players = shares[models[0]!]!.length
  if (players === 0) throw new InvalidInput('shares', shares, 'at least 1 player')
  const normalised = models.map((model) => {
    const given = Float64Array.from(shares[model]!)
    checkLength(model, given, models[0]!, players)
    checkEach(model, given, (share) => share >= 0 && Number.isFinite(share), 'a finite share, at least 0')
    const sum = given.reduce((a, b) => a + b, 0)
    if (!(sum > 0 && Number.isFinite(sum))) throw new InvalidInput(`sum of ${model}`, sum, 'above 0')
    return given.map((share) => share / sum)
  })
  return models.flatMap((first, i) =>
    models.slice(i + 1).map((second, k) => {
      const [a, b] = [normalised[i]!, normalised[i + 1 + k]!]
      const difference = b.map((share, player) => share - a[player]!)
      const player = difference.reduce((most, d, p) => (Math.abs(d) > Math.abs(difference[most]!) ? p : most), 0)
      return {
        models: [first, second] as const,
        moved: difference.reduce((sum, d) => sum + Math.abs(d), 0) / 2,
        rank: kendall(a, b),
        most: { player, difference: difference[player]! },
      }
    }),
  )
}

function kendall(a: Float64Array, b: Float64Array): number | null {
  let [agree, untiedA, untiedB] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const [x, y] = [Math.sign(a[i]! - a[j]!), Math.sign(b[i]! - b[j]!)]
      agree += x * y
      untiedA += x * x
      untiedB += y * y
    }
  }
  return untiedA === 0 || untiedB === 0 ? null : agree / Math.sqrt(untiedA * untiedB)
}
