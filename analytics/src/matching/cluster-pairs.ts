import { checkEach, checkInteger, checkLength, checkNumber } from '../check.ts'

export interface ClusterInput {
  /** How many records there are; pairs name them 0 to size − 1. */
  readonly size: number
  readonly left: ArrayLike<number>
  readonly right: ArrayLike<number>
  /** log₂ odds that the pair is one company; negative ones speak against. */
  readonly logOdds: ArrayLike<number>
  /** What a pair that is not listed counts: nothing was found in common. Default: −4 (1 to 16 against). */
  readonly missing?: number
  /** No cluster grows beyond. Default: 50. */
  readonly maxSize?: number
}

/**
 * Groups records that are one company, from scored pairs, with a guard against chains: A like B and B like C does not make A
 * and C one when nothing connects them.
 *
 * Pairs are taken in order of evidence; two clusters are joined only if the evidence summed over *all* pairs between them, with
 * `missing` for the pairs that were never found, is above zero (greedy correlation clustering with average linkage; Bansal,
 * Blum & Chawla 2004). Simple connected components, the usual choice, join on one single pair.
 *
 * @returns for each record the number of its cluster: the smallest record number in it
 * @example clusterPairs({ size: 4, left: [0, 1], right: [1, 2], logOdds: [8, 1] }) // [0, 0, 2, 3]: 1 − 4 < 0
 */
export function clusterPairs(input: ClusterInput): Int32Array {
  const { size, left, right, logOdds, missing = -4, maxSize = 50 } = input
  checkInteger('size', size, 0)
  checkLength('right', right, 'left', left.length)
  checkLength('logOdds', logOdds, 'left', left.length)
  const isRecord = (id: number): boolean => Number.isSafeInteger(id) && id >= 0 && id < size
  checkEach('left', left, isRecord, `a record number below ${size}`)
  checkEach('right', right, isRecord, `a record number below ${size}`)
  checkEach('logOdds', logOdds, Number.isFinite, 'a finite number')
  checkNumber('missing', missing, -1000, 0)
  checkInteger('maxSize', maxSize, 1)
  const order = Array.from({ length: left.length }, (_, e) => e)
    .filter((e) => logOdds[e]! > 0 && left[e] !== right[e])
    .sort((a, b) => logOdds[b]! - logOdds[a]! || a - b)
  const links = linksOf(left, right, logOdds)
  const cluster = Int32Array.from({ length: size }, (_, id) => id)
  const members = new Map<number, number[]>()
  const membersOf = (id: number): number[] => members.get(id) ?? [id]
  for (const e of order) {
    const a = cluster[left[e]!]!
    const b = cluster[right[e]!]!
    if (a === b) continue
    const [few, many] = membersOf(a).length < membersOf(b).length ? [a, b] : [b, a]
    if (membersOf(few).length + membersOf(many).length > maxSize) continue
    if (evidenceBetween(membersOf(few), many, membersOf(many).length, cluster, links, missing) <= 0) continue
    const [keep, drop] = a < b ? [a, b] : [b, a]
    for (const id of membersOf(drop)) cluster[id] = keep
    members.set(keep, [...membersOf(keep), ...membersOf(drop)])
    members.delete(drop)
  }
  return cluster
}

type Links = ReadonlyMap<number, ReadonlyMap<number, number>>

/** Each record's partners with the strongest evidence given. */
function linksOf(left: ArrayLike<number>, right: ArrayLike<number>, logOdds: ArrayLike<number>): Links {
  const links = new Map<number, Map<number, number>>()
  const put = (from: number, to: number, weight: number): void => {
    const partners = links.get(from) ?? new Map<number, number>()
    links.set(from, partners)
    partners.set(to, Math.max(weight, partners.get(to) ?? -Infinity))
  }
  for (let e = 0; e < left.length; e++) {
    put(left[e]!, right[e]!, logOdds[e]!)
    put(right[e]!, left[e]!, logOdds[e]!)
  }
  return links
}

function evidenceBetween(
  few: readonly number[],
  many: number,
  manySize: number,
  cluster: Int32Array,
  links: Links,
  missing: number,
): number {
  let sum = 0
  let linked = 0
  for (const id of few) {
    for (const [partner, weight] of links.get(id) ?? []) {
      if (cluster[partner] !== many) continue
      sum += weight
      linked++
    }
  }
  return sum + missing * (few.length * manySize - linked)
}
