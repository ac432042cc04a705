/**
 * As much of PostgreSQL's wire protocol (version 3) as it takes to put several clients in front of one session. Every
 * message, a "frame", is one byte for its type, four for its length (which counts itself, not the type), and a body.
 */
const Frame = {
  // from the client
  query: 0x51, // Q
  parse: 0x50, // P
  bind: 0x42, // B
  describe: 0x44, // D
  execute: 0x45, // E
  close: 0x43, // C
  flush: 0x48, // H
  sync: 0x53, // S
  copyData: 0x64, // d
  copyDone: 0x63, // c
  copyFail: 0x66, // f
  terminate: 0x58, // X
  // from the database
  error: 0x45, // E
  notification: 0x41, // A
  copyIn: 0x47, // G
  ready: 0x5a, // Z
} as const

const idle = 0x49 // I, the transaction status in ReadyForQuery

export type Bytes = Uint8Array<ArrayBuffer>

/** What a client sends until it waits for an answer. */
export interface Round {
  readonly bytes: Bytes
  /** It ends in a Query or a Sync, so its answer ends in ReadyForQuery; else in a Flush, and more of it will follow. */
  readonly complete: boolean
}

/** The answer to a client's first message: welcome, and ready. */
export const greeting = concat([frame(0x52, new Uint8Array(4)), frame(Frame.ready, Uint8Array.of(idle))])

const copyRefusal = 'the embedded database takes no COPY FROM STDIN; use insert into … select … from unnest(…)'

/**
 * Follows every statement that could turn out to be a COPY FROM STDIN. The database reads it in place of the data that
 * it could wait for only by blocking its thread, and answers with an error; after any other statement it ignores it.
 */
const refuseCopy = frame(Frame.copyFail, text(`${copyRefusal}\0`))

/** Cuts what one client sends into rounds. */
export class RoundReader {
  readonly #names: StatementNames
  #rest: Bytes = new Uint8Array(0)
  #parts: Bytes[] = []

  constructor(names: StatementNames) {
    this.#names = names
  }

  /** Takes the next bytes, cut anywhere, and keeps views of them; returns the rounds that they complete. */
  read(chunk: Bytes): Round[] {
    const bytes = this.#rest.length ? concat([this.#rest, chunk]) : chunk
    const rounds: Round[] = []
    const view = viewOf(bytes)
    let start = 0
    while (bytes.length - start >= 5) {
      const end = start + frameLength(view, start)
      if (end > bytes.length) break
      const complete = this.#take(bytes.subarray(start, end))
      if (complete !== undefined) {
        rounds.push({ bytes: concat(this.#parts), complete })
        this.#parts = []
      }
      start = end
    }
    this.#rest = bytes.subarray(start)
    return rounds
  }

  /** Whether this frame ends a round and, if so, a complete one. */
  #take(frame: Bytes): boolean | undefined {
    switch (frame[0]) {
      case Frame.copyData:
      case Frame.copyDone:
      case Frame.copyFail:
      case Frame.terminate: // the end of the stream says it, too
        return undefined
      case Frame.parse:
      case Frame.bind:
      case Frame.describe:
      case Frame.close:
        this.#parts.push(this.#names.translate(frame))
        return undefined
      case Frame.execute:
        this.#parts.push(frame, refuseCopy)
        return undefined
      case Frame.query:
        this.#parts.push(frame, refuseCopy)
        return true
      default:
        this.#parts.push(frame)
        return frame[0] !== Frame.flush
    }
  }
}

/**
 * One client's prepared statements. The session that all share would mix up equal names, so each gets an alias of its
 * own. (The unnamed statement needs none: `pg` parses it anew in every round.)
 */
export class StatementNames {
  readonly #prefix: string
  readonly #aliases = new Map<string, string>()
  #made = 0

  /** `prefix`: differs from client to client. */
  constructor(prefix: string) {
    this.#prefix = prefix
  }

  /** A Parse, Bind, Describe or Close frame as the session must see it. */
  translate(original: Bytes): Bytes {
    const type = original[0]
    let start = 5
    if (type === Frame.bind) start = original.indexOf(0, start) + 1 // after the portal's name
    if (type === Frame.describe || type === Frame.close) {
      if (original[start] !== 0x53) return original // a portal, not a statement
      start += 1
    }
    const end = original.indexOf(0, start)
    if (end === start) return original
    const name = Buffer.from(original.buffer, original.byteOffset + start, end - start).toString('latin1')
    if (type === Frame.parse && !this.#aliases.has(name)) this.#aliases.set(name, `${this.#prefix}_${++this.#made}`)
    const alias = this.#aliases.get(name)
    if (alias === undefined) return original // the database will say that it knows no such statement
    if (type === Frame.close) this.#aliases.delete(name)
    return frame(type ?? 0, concat([original.subarray(5, start), text(alias), original.subarray(end)]))
  }

  /** What drops all of them. */
  closeAll(): Bytes {
    return concat([...this.#aliases.values()].map((alias) => frame(Frame.close, text(`S${alias}\0`))))
  }
}

export interface Answer {
  /** What the client gets. */
  readonly bytes: Bytes
  /** NotificationResponse frames, for all others. */
  readonly notifications: readonly Bytes[]
  /** The last word of the answer: ready, in a transaction or not; or not ready yet. */
  readonly ready: 'idle' | 'in transaction' | undefined
}

/** Reads what the database answered to one round. */
export function readAnswer(bytes: Bytes): Answer {
  const notifications: Bytes[] = []
  let ready: Answer['ready']
  let copyIn: Bytes | undefined
  const view = viewOf(bytes)
  for (let start = 0; start < bytes.length;) {
    const end = start + frameLength(view, start)
    switch (bytes[start]) {
      case Frame.notification:
        notifications.push(bytes.slice(start, end))
        break
      case Frame.ready:
        ready = bytes[start + 5] === idle ? 'idle' : 'in transaction'
        break
      case Frame.copyIn: // must not reach the client: it would begin to send data
        copyIn = bytes.subarray(start, end)
        break
    }
    start = end
  }
  return { bytes: copyIn ? without(bytes, copyIn) : bytes, notifications, ready }
}

/** A simple query, as bytes. */
export const simpleQuery = (sql: string): Bytes => frame(Frame.query, text(`${sql}\0`))

export const sync: Bytes = frame(Frame.sync, new Uint8Array(0))

/** An ErrorResponse that ends the connection. `code`: one of PostgreSQL's five-letter error codes. */
export const fatal = (code: string, message: string): Bytes =>
  frame(Frame.error, text(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`))

export function concat(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const without = (bytes: Bytes, part: Bytes): Bytes => {
  const start = part.byteOffset - bytes.byteOffset
  return concat([bytes.subarray(0, start), bytes.subarray(start + part.length)])
}

/** The whole length in bytes of the frame at `start`. */
function frameLength(view: DataView, start: number): number {
  return 1 + view.getInt32(start + 1)
}

function viewOf(bytes: Bytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function frame(type: number, body: Bytes): Bytes {
  const whole = new Uint8Array(5 + body.length)
  whole[0] = type
  new DataView(whole.buffer).setInt32(1, 4 + body.length)
  whole.set(body, 5)
  return whole
}

function text(value: string): Bytes {
  return new TextEncoder().encode(value)
}
