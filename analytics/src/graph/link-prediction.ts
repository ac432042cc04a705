import { checkInteger, checkNumber } from '../check.ts'
import { type NotEnough, notEnough } from '../errors.ts'
import { Random } from '../random.ts'
import { degreeOf, type Graph, graphOf, neighboursOf } from './graph.ts'

/** Two nodes that are not linked, and why they might be. */
export interface LinkSuggestion {
  readonly a: number
  readonly b: number
  readonly score: number
  /** Shared neighbours with what each adds to the score, the largest first. */
  readonly reasons: readonly { readonly neighbour: number; readonly points: number }[]
}

export type LinkMethod = 'resource-allocation' | 'adamic-adar' | 'common-neighbours'

/** What one shared neighbour of the given degree (≥ 2) is worth. */
const points: Record<LinkMethod, (degree: number) => number> = {
  'resource-allocation': (degree) => 1 / degree,
  'adamic-adar': (degree) => 1 / Math.log(degree),
  'common-neighbours': () => 1,
}

/**
 * Link prediction: which two organizations that do not work together yet probably should, from whom both work with?
 *
 * ```
 * score(a, b) = Σ_{z ∈ N(a) ∩ N(b)} points(z)
 * resource-allocation 1/deg(z)        default; Zhou, Lü & Zhang 2009
 * adamic-adar         1/ln deg(z)     Adamic & Adar 2003
 * common-neighbours   1
 * ```
 *
 * A neighbour that works with everyone says little, one that works with few says much. The reasons are exact: they sum to
 * the score. Only pairs with a shared neighbour can be suggested.
 *
 * @param limit how many to return, best first; ties go to the lower numbers.
 * @example
 * linkSuggestions(graphOf(4, [0, 0, 1, 1], [1, 2, 2, 3]), 1)
 * // [{ a: 0, b: 3, score: 0.3333, reasons: [{ neighbour: 1, points: 0.3333 }] }]
 */
export function linkSuggestions(
  graph: Graph,
  limit: number,
  method: LinkMethod = 'resource-allocation',
): LinkSuggestion[] {
  checkInteger('limit', limit, 1)
  const found: { a: number; b: number; score: number }[] = []
  const sums = new Float64Array(graph.nodes)
  for (let a = 0; a < graph.nodes; a++) {
    const touched: number[] = []
    for (const z of neighboursOf(graph, a)) {
      const worth = points[method](degreeOf(graph, z))
      for (const b of neighboursOf(graph, z)) {
        if (b <= a) continue
        if (sums[b] === 0) touched.push(b)
        sums[b]! += worth
      }
    }
    for (const b of neighboursOf(graph, a)) sums[b] = 0
    for (const b of touched) {
      if (sums[b]! > 0) found.push({ a, b, score: sums[b]! })
      sums[b] = 0
    }
  }
  return found
    .sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)
    .slice(0, limit)
    .map((pair) => ({ ...pair, reasons: reasonsOf(graph, pair.a, pair.b, method) }))
}

function reasonsOf(graph: Graph, a: number, b: number, method: LinkMethod): LinkSuggestion['reasons'] {
  const others = new Set(neighboursOf(graph, b))
  return [...neighboursOf(graph, a)]
    .filter((z) => others.has(z))
    .map((neighbour) => ({ neighbour, points: points[method](degreeOf(graph, neighbour)) }))
    .sort((x, y) => y.points - x.points || x.neighbour - y.neighbour)
}

/**
 * How good are such suggestions in this graph? Hides a share of the links, scores with the rest, and compares hidden links
 * with pairs that never were linked.
 *
 * ```
 * AUC = P(score of a hidden link > score of an unlinked pair) + ½ P(equal)
 * ```
 *
 * ½ is a coin. `byDegree` is the same for deg(a) · deg(b), the baseline that needs no shared neighbours: below it, the
 * suggestions only find the big ones.
 *
 * @returns not enough below 20 links to hide, or without enough unlinked pairs.
 */
export function linkBacktest(
  graph: Graph,
  options: { readonly method?: LinkMethod; readonly hide?: number; readonly seed?: number } = {},
): { readonly enough: true; readonly auc: number; readonly byDegree: number; readonly hidden: number } | NotEnough {
  const { method = 'resource-allocation', hide = 0.1, seed = 0 } = options
  checkNumber('hide', hide, 0.01, 0.5)
  const random = new Random(seed)
  const edges: (readonly [number, number])[] = []
  for (let a = 0; a < graph.nodes; a++) for (const b of neighboursOf(graph, a)) if (a < b) edges.push([a, b])
  const hidden = Math.floor(edges.length * hide)
  const unlinked = (graph.nodes * (graph.nodes - 1)) / 2 - edges.length
  if (hidden < 20 || unlinked < hidden) {
    return notEnough(`at least 20 links to hide and as many unlinked pairs, has ${hidden} and ${unlinked}`)
  }
  random.shuffle(edges)
  const kept = edges.slice(hidden)
  const rest = graphOf(
    graph.nodes,
    kept.map(([a]) => a),
    kept.map(([, b]) => b),
  )
  const linked = new Set(edges.map(([a, b]) => a * graph.nodes + b))
  const score = (a: number, b: number): number =>
    reasonsOf(rest, a, b, method).reduce((sum, reason) => sum + reason.points, 0)
  const size = (a: number, b: number): number => degreeOf(rest, a) * degreeOf(rest, b)

  let [better, larger] = [0, 0]
  const trials = Math.max(2000, 5 * hidden)
  for (let trial = 0; trial < trials; trial++) {
    const [a, b] = edges[trial % hidden]!
    let [x, y] = [0, 0]
    do {
      x = random.below(graph.nodes)
      y = random.below(graph.nodes)
    } while (x >= y || linked.has(x * graph.nodes + y))
    better += (Math.sign(score(a, b) - score(x, y)) + 1) / 2
    larger += (Math.sign(size(a, b) - size(x, y)) + 1) / 2
  }
  return { enough: true, auc: better / trials, byDegree: larger / trials, hidden }
}
