import { centrality, graphOf, linkBacktest, linkSuggestions, Random } from '../src/index.ts'
import { report, time } from './measure.ts'

const random = new Random(1)
const [nodes, edges] = [2000, 10_000]
const pick = (): number => Math.floor(nodes ** random.uniform()) % nodes
const [from, to]: [number[], number[]] = [[], []]
while (from.length < edges) {
  const [a, b] = [pick(), random.below(nodes)]
  if (a === b) continue
  from.push(a)
  to.push(b)
}
const graph = graphOf(nodes, from, to)

/** Shared neighbours of every pair, by sets. */
function everyPair(): number {
  const sets = Array.from(
    { length: nodes },
    (_, i) => new Set(graph.neighbours.subarray(graph.start[i], graph.start[i + 1])),
  )
  let found = 0
  for (let a = 0; a < nodes; a++) for (let b = 0; b < a; b++) if ([...sets[a]!].some((z) => sets[b]!.has(z))) found++
  return found
}

report('centrality of 2,000 nodes with 10,000 edges', time(() => centrality(graph), 1).seconds, 5)
report('100 best link suggestions', time(() => linkSuggestions(graph, 100), 1).seconds, 2, {
  name: 'asking every pair',
  seconds: time(everyPair, 1).seconds,
})
report('backtest of link prediction', time(() => linkBacktest(graph), 1).seconds, 2)
