import { isAcronymOf } from './acronym.ts'
import type { CompanyTable } from './company-table.ts'
import { editDistance } from './edit-distance.ts'
import { lettersFarApart } from './interner.ts'
import { NAME_LEVEL } from './levels.ts'
import type { Rarity } from './rarity.ts'
import { placeWords } from './word-rarity.ts'

/** Longest names compared word by word; words beyond are left out of the comparison. */
const MAX_WORDS = 24

/** Similarity of names that differ by structural words only, by initials, and the most that different words can reach. */
const STRUCTURAL = 0.97
const ACRONYM = 0.85
const PARTLY = 0.9

/** Two names have to share this many bits (a word that 1 company in 64 bears) to count as one inside the other. */
const LEAST_SHARED = 6

/** Not a misspelling: too far apart, or two words of their own. */
const UNLIKE = -1

/**
 * How one name relates to another: `level` (NAME_LEVEL), `bits` (information in the part that agrees) and `similarity`.
 * Reused for every pair, so that comparing makes no garbage.
 */
export class NameComparison {
  level = 0
  bits = 0
  /** 0 to 1: the part of both names' information that agrees. */
  similarity = 0
  readonly #rarity: Rarity
  readonly #mateOfA = new Int8Array(MAX_WORDS)
  readonly #mateOfB = new Int8Array(MAX_WORDS)
  #matched = 0
  #edits = 0
  #restLetters = 0
  #placesOnly = true

  constructor(rarity: Rarity) {
    this.#rarity = rarity
  }

  /** Compares name row `ra` of table `a` with name row `rb` of table `b`. */
  compare(a: CompanyTable, ra: number, b: CompanyTable, rb: number): void {
    const squashed = a.squashed.at(ra)
    if (squashed < 0 || b.squashed.at(rb) < 0) return this.#set(NAME_LEVEL.unknown, 0, 0)
    if (squashed === b.squashed.at(rb)) {
      return this.#set(NAME_LEVEL.same, Math.min(this.#rarity.squashed.bits(squashed), this.#total(a, ra)), 1)
    }
    const kernel = a.kernel.at(ra)
    if (kernel === b.kernel.at(rb)) {
      const words = Math.min(this.#total(a, ra), this.#total(b, rb))
      return this.#set(NAME_LEVEL.structural, Math.min(this.#rarity.kernels.bits(kernel), words), STRUCTURAL)
    }
    this.#pairWords(a, ra, b, rb)
    this.#judge(a, ra, b, rb)
  }

  #set(level: number, bits: number, similarity: number): void {
    this.level = level
    this.bits = bits
    this.similarity = similarity
  }

  #total(table: CompanyTable, row: number): number {
    let bits = 0
    const to = table.tokens.at(row + 1)
    for (let t = table.tokens.at(row); t < to; t++) bits += this.#rarity.word(table.tokenIds.at(t))
    return bits
  }

  /** Pairs each word of one name with at most one of the other: equal words first, then misspelt ones. */
  #pairWords(a: CompanyTable, ra: number, b: CompanyTable, rb: number): void {
    this.#matched = 0
    this.#edits = 0
    const startA = a.tokens.at(ra)
    const startB = b.tokens.at(rb)
    const countA = wordCount(a, ra)
    const countB = wordCount(b, rb)
    for (let i = 0; i < countA; i++) this.#mateOfA[i] = -1
    for (let j = 0; j < countB; j++) this.#mateOfB[j] = -1
    let open = countA
    for (let i = 0; i < countA; i++) {
      const id = a.tokenIds.at(startA + i)
      for (let j = 0; j < countB; j++) {
        if (this.#mateOfB[j]! >= 0 || b.tokenIds.at(startB + j) !== id) continue
        this.#mate(i, j, this.#rarity.word(id))
        open--
        break
      }
    }
    for (let i = 0; i < countA && open > 0; i++) {
      if (this.#mateOfA[i]! >= 0) continue
      open--
      const id = a.tokenIds.at(startA + i)
      for (let j = 0; j < countB; j++) {
        if (this.#mateOfB[j]! >= 0) continue
        const other = b.tokenIds.at(startB + j)
        const edits = this.#misspelling(a, id, other)
        if (edits === UNLIKE) continue
        this.#mate(i, j, Math.max(0, Math.min(this.#rarity.word(id), this.#rarity.word(other)) - 2))
        this.#edits += edits
        break
      }
    }
  }

  #mate(i: number, j: number, bits: number): void {
    this.#mateOfA[i] = j
    this.#mateOfB[j] = i
    this.#matched += bits
  }

  /** Edits between two spellings of one word, or UNLIKE. A word that many firms bear is not another's misspelling. */
  #misspelling(table: CompanyTable, id: number, other: number): number {
    const { words } = table.values
    if (words.farApart(id, other, 3)) return UNLIKE
    const rarest = Math.max(this.#rarity.word(id), this.#rarity.word(other))
    const commonest = Math.min(this.#rarity.word(id), this.#rarity.word(other))
    if (rarest < this.#rarity.rarestWord - 2 && rarest - commonest < 3) return UNLIKE
    const a = words.strings[id]!
    const b = words.strings[other]!
    const shorter = Math.min(a.length, b.length)
    if (shorter < 5) return UNLIKE
    const limit = shorter >= 8 ? 2 : 1
    const edits = editDistance(a, b, limit)
    if (edits <= limit) return edits
    const start = a.slice(0, 7)
    return b.startsWith(start) || start.startsWith(b) ? 3 : UNLIKE
  }

  #judge(a: CompanyTable, ra: number, b: CompanyTable, rb: number): void {
    this.#placesOnly = true
    const restA = this.#rest(a, ra, this.#mateOfA)
    const lettersA = this.#restLetters
    const restB = this.#rest(b, rb, this.#mateOfB)
    const matched = this.#matched
    if (matched > 0 && restA === 0 && restB === 0) {
      if (this.#edits === 0) return this.#set(NAME_LEVEL.structural, matched, STRUCTURAL)
      return this.#set(NAME_LEVEL.misspelt, matched, misspelt(this.#edits, kernelLength(a, ra, b, rb)))
    }
    const initials = acronymLength(a, ra, b, rb) || acronymLength(b, rb, a, ra)
    // Initials repeat among companies much sooner than words: about 3 bits a letter.
    if (initials > 0) return this.#set(NAME_LEVEL.acronym, 3 * initials, ACRONYM)
    if (restA > 0 && restB > 0 && !lettersFarApart(lettersA, this.#restLetters, 3)) {
      const edits = restEdits(unmated(a, ra, this.#mateOfA), unmated(b, rb, this.#mateOfB), matched)
      if (edits !== UNLIKE) {
        const bits = matched + Math.max(0, Math.min(restA, restB, this.#rarity.rarestWord) - 2)
        return this.#set(NAME_LEVEL.misspelt, bits, misspelt(this.#edits + edits, kernelLength(a, ra, b, rb)))
      }
    }
    const share = matched === 0 ? 0 : (2 * matched) / (2 * matched + restA + restB)
    let level: number = NAME_LEVEL.different
    if (matched >= LEAST_SHARED && (restA === 0 || restB === 0)) {
      level = this.#placesOnly ? NAME_LEVEL.unit : NAME_LEVEL.longer
    } else if (share >= 0.6) level = NAME_LEVEL.similar
    else if (share >= 0.35) level = NAME_LEVEL.weak
    this.#set(level, level === NAME_LEVEL.different ? 0 : matched, PARTLY * share)
  }

  /** Information in the words that found no mate, structural ones aside; their letters go to `#restLetters`. */
  #rest(table: CompanyTable, row: number, mates: Int8Array): number {
    const { words, isStructural } = table.values
    const start = table.tokens.at(row)
    const count = wordCount(table, row)
    let bits = 0
    this.#restLetters = 0
    for (let i = 0; i < count; i++) {
      const id = table.tokenIds.at(start + i)
      if (mates[i]! >= 0 || isStructural.at(id) === 1) continue
      this.#restLetters |= words.letters(id)
      bits += this.#rarity.word(id)
      this.#placesOnly &&= placeWords.has(words.strings[id]!)
    }
    return bits
  }
}

function wordCount(table: CompanyTable, row: number): number {
  return Math.min(MAX_WORDS, table.tokens.at(row + 1) - table.tokens.at(row))
}

/** The words that found no mate, written together: a space in the wrong place then costs one edit at most. */
function unmated(table: CompanyTable, row: number, mates: Int8Array): string {
  const { words, isStructural } = table.values
  const start = table.tokens.at(row)
  const count = wordCount(table, row)
  let text = ''
  for (let i = 0; i < count; i++) {
    const id = table.tokenIds.at(start + i)
    if (mates[i]! < 0 && isStructural.at(id) === 0) text += words.strings[id]!
  }
  return text
}

/** Edits between what is left of two names, or UNLIKE. A word of three letters is misspelt only beside one that agrees. */
function restEdits(a: string, b: string, matched: number): number {
  const shorter = Math.min(a.length, b.length)
  if (shorter < (matched >= LEAST_SHARED ? 3 : 5)) return UNLIKE
  const limit = shorter >= 14 ? 3 : shorter >= 9 ? 2 : 1
  const edits = editDistance(a, b, limit)
  return edits <= limit ? edits : UNLIKE
}

function misspelt(edits: number, length: number): number {
  return STRUCTURAL - Math.min(0.2, (0.5 * edits) / length)
}

/** The length of the shorter name without spaces and structural words. */
function kernelLength(a: CompanyTable, ra: number, b: CompanyTable, rb: number): number {
  const { strings } = a.values.kernels
  return Math.min(strings[a.kernel.at(ra)]!.length, strings[b.kernel.at(rb)]!.length)
}

/** How many letters the name has if it is made of the other name's initials, else 0. */
function acronymLength(short: CompanyTable, row: number, long: CompanyTable, longRow: number): number {
  if (wordCount(short, row) > 2 || wordCount(long, longRow) < 2) return 0
  const kernel = short.values.kernels.strings[short.kernel.at(row)]!
  return isAcronymOf(kernel, long, longRow) ? kernel.length : 0
}
