import { checkNumber } from '../check.ts'
import { degreeOf, type Graph, neighboursOf } from './graph.ts'

/** One entry per node. */
export interface Centrality {
  /** Partners that the node works with. */
  readonly degree: Float64Array
  /** Share of shortest paths between others that pass through the node, 0 to 1: the broker. */
  readonly betweenness: Float64Array
  /** Mean of 1/distance to all others (0 where unreachable), 0 to 1: who reaches everyone quickly. */
  readonly closeness: Float64Array
  /** Time that a random walker spends at the node; sums to 1: who is linked to those who are well linked. */
  readonly pageRank: Float64Array
}

/**
 * Who is central in the ecosystem graph, in four meanings.
 *
 * ```
 * betweenness  Σ_{s<t} σ_st(v)/σ_st / ((n − 1)(n − 2)/2)      Freeman 1977, algorithm of Brandes 2001
 * closeness    Σ_{u≠v} 1/d(u, v) / (n − 1)                    harmonic: Marchiori & Latora 2000
 * PageRank     x = (1 − d)/n + d Σ_u x_u / degree_u           Brin & Page 1998; a node without edges restarts anywhere
 * ```
 *
 * Time grows with nodes × edges (betweenness): 2,000 nodes with 10,000 edges take about a second.
 *
 * @param damping d of PageRank. Default 0.85.
 * @example
 * centrality(graphOf(3, [0, 1], [1, 2])) // a path: betweenness [0, 1, 0], closeness [0.75, 1, 0.75]
 */
export function centrality(graph: Graph, damping = 0.85): Centrality {
  checkNumber('damping', damping, 0, 0.999)
  const n = graph.nodes
  const betweenness = new Float64Array(n)
  const closeness = new Float64Array(n)
  const walk = new ShortestPaths(graph)
  for (let source = 0; source < n; source++) {
    const found = walk.from(source)
    for (let i = 1; i < found; i++) closeness[source]! += 1 / walk.distance[walk.order[i]!]!
    walk.addDependencies(found, betweenness)
  }
  const pairs = Math.max(1, ((n - 1) * (n - 2)) / 2)
  return {
    degree: Float64Array.from({ length: n }, (_, i) => degreeOf(graph, i)),
    // Each pair was met from both its ends.
    betweenness: betweenness.map((sum) => sum / 2 / pairs),
    closeness: closeness.map((sum) => sum / Math.max(1, n - 1)),
    pageRank: pageRank(graph, damping),
  }
}

/** Breadth-first search with path counts, and Brandes' backward accumulation over it. */
class ShortestPaths {
  readonly distance: Int32Array
  /** Nodes in the order in which they were found. */
  readonly order: Int32Array
  readonly #graph: Graph
  readonly #paths: Float64Array
  readonly #dependency: Float64Array

  constructor(graph: Graph) {
    this.#graph = graph
    this.distance = new Int32Array(graph.nodes)
    this.order = new Int32Array(graph.nodes)
    this.#paths = new Float64Array(graph.nodes)
    this.#dependency = new Float64Array(graph.nodes)
  }

  /** Searches from a node; answers how many nodes were found, itself included. */
  from(source: number): number {
    const { distance, order } = this
    const paths = this.#paths
    distance.fill(-1)
    paths.fill(0)
    distance[source] = 0
    paths[source] = 1
    order[0] = source
    let found = 1
    for (let i = 0; i < found; i++) {
      const node = order[i]!
      for (const next of neighboursOf(this.#graph, node)) {
        if (distance[next] === -1) {
          distance[next] = distance[node]! + 1
          order[found++] = next
        }
        if (distance[next] === distance[node]! + 1) paths[next]! += paths[node]!
      }
    }
    return found
  }

  addDependencies(found: number, sums: Float64Array): void {
    const dependency = this.#dependency.fill(0)
    for (let i = found - 1; i > 0; i--) {
      const node = this.order[i]!
      for (const before of neighboursOf(this.#graph, node)) {
        if (this.distance[before] !== this.distance[node]! - 1) continue
        dependency[before]! += (this.#paths[before]! / this.#paths[node]!) * (1 + dependency[node]!)
      }
      sums[node]! += dependency[node]!
    }
  }
}

function pageRank(graph: Graph, damping: number): Float64Array {
  const n = graph.nodes
  let rank = new Float64Array(n).fill(1 / n)
  for (let i = 0; i < 20_000; i++) {
    let idle = 0
    for (let v = 0; v < n; v++) if (degreeOf(graph, v) === 0) idle += rank[v]!
    const next = new Float64Array(n).fill((1 - damping + damping * idle) / n)
    for (let v = 0; v < n; v++) {
      const neighbours = neighboursOf(graph, v)
      const flow = (damping * rank[v]!) / neighbours.length
      for (const u of neighbours) next[u]! += flow
    }
    const change = next.reduce((sum, x, v) => sum + Math.abs(x - rank[v]!), 0)
    rank = next
    if (change < 1e-13) break
  }
  return rank
}
