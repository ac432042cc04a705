import { createHash } from 'node:crypto'

/**
 * A backup is lines of JSON, the same for both engines:
 *
 *     {"hansa":"backup","format":1,"madeAt":…,"migrations":[[name,checksum],…]}
 *     {"table":"deal","columns":["ecosystem_id",…]}
 *     ["eco_1",…]                                        a row, each value as PostgreSQL writes it as text
 *     {"rows":1,"sum":"…"}                               the end of the table
 *     {"sequence":"…","value":"12"}
 *     {"end":"backup","tables":…,"rows":…,"sha256":"…"}  of all lines before it
 *
 * In a file they are compressed with gzip.
 */
export const format = 1

export interface Header {
  readonly hansa: 'backup'
  readonly format: number
  readonly madeAt: string
  /** Name and checksum of each, in their order. */
  readonly migrations: readonly (readonly [string, string])[]
}

/** How many rows a table has, and the sum of their checksums: the same whatever order they come in. */
export interface Tally {
  readonly rows: number
  readonly sum: string
}

export interface End {
  readonly tables: number
  readonly rows: number
  readonly sha256: string
}

/** A reason, for the person who runs the command, why this cannot be done. */
export class BackupProblem extends Error {}

const hexDigits = 15

/** Sums up rows as they pass. */
export class Tallying {
  #rows = 0
  #sum = 0n
  add(line: string): void {
    this.#rows++
    this.#sum += BigInt(`0x${createHash('sha256').update(line).digest('hex').slice(0, hexDigits)}`)
  }
  get tally(): Tally {
    return { rows: this.#rows, sum: String(this.#sum) }
  }
}

/** The same sum, of a query with a column `line`, as the database itself works it out. */
export const tallyQuery = (lines: string): string => `
  select count(*)::int8 as rows,
    coalesce(sum(('x' || substr(encode(sha256(convert_to(line, 'UTF8')), 'hex'), 1, ${hexDigits}))::bit(60)::bigint), 0)::text as sum
  from (${lines}) it`
