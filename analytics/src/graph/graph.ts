import { checkEach, checkInteger, checkLength } from '../check.ts'
import { InvalidInput } from '../errors.ts'

/** An undirected graph without loops or parallel edges. */
export interface Graph {
  readonly nodes: number
  /** Neighbours of node i, ascending: `neighbours[start[i] … start[i + 1] − 1]`. */
  readonly start: Int32Array
  readonly neighbours: Int32Array
}

/**
 * Builds a graph from pairs of nodes; a pair given twice, or the other way round, is one edge.
 *
 * @param nodes how many; their numbers are 0 … nodes − 1.
 */
export function graphOf(nodes: number, from: ArrayLike<number>, to: ArrayLike<number>): Graph {
  checkInteger('nodes', nodes, 1, 10_000_000)
  checkLength('to', to, 'from', from.length)
  const isNode = (i: number): boolean => Number.isInteger(i) && i >= 0 && i < nodes
  checkEach('from', from, isNode, `a node from 0 to ${nodes - 1}`)
  checkEach('to', to, isNode, `a node from 0 to ${nodes - 1}`)
  const codes = new Float64Array(2 * from.length)
  for (let e = 0; e < from.length; e++) {
    if (from[e] === to[e]) throw new InvalidInput(`to[${e}]`, to[e], `another node than from[${e}]`)
    codes[2 * e] = from[e]! * nodes + to[e]!
    codes[2 * e + 1] = to[e]! * nodes + from[e]!
  }
  const distinct = codes.sort().filter((code, i) => i === 0 || code !== codes[i - 1])
  const start = new Int32Array(nodes + 1)
  const neighbours = Int32Array.from(distinct, (code) => code % nodes)
  for (const code of distinct) start[Math.floor(code / nodes) + 1]!++
  for (let i = 0; i < nodes; i++) start[i + 1]! += start[i]!
  return { nodes, start, neighbours }
}

export const degreeOf = ({ start }: Graph, node: number): number => start[node + 1]! - start[node]!

export const neighboursOf = ({ start, neighbours }: Graph, node: number): Int32Array =>
  neighbours.subarray(start[node]!, start[node + 1]!)
