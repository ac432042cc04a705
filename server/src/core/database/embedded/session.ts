import { setImmediate as otherEvents } from 'node:timers/promises'
import {
  fatal,
  concat,
  RoundReader,
  simpleQuery,
  StatementNames,
  sync,
  type Answer,
  type Bytes,
  type Round,
} from './protocol.ts'

/** What the session needs to know of a client's connection. */
interface Connection {
  send(bytes: Bytes): void
  /** Ends the connection after what was sent has arrived. */
  hangUp(): void
}

/** A client's place at the session. */
interface Seat {
  /** Takes what the client sends, cut anywhere. */
  readonly receive: (chunk: Bytes) => void
  /** To be called when its connection has ended. */
  readonly leave: () => void
}

interface Client {
  connection: Connection | undefined
  readonly names: StatementNames
  readonly reader: RoundReader
  rounds: Round[]
}

type Task = () => Promise<void>

/**
 * Several clients in front of one database session, which runs one thing at a time.
 *
 * - They take turns, one round each, in the order in which they asked.
 * - A client in a transaction (or between a Flush and its Sync) owns the session: all others wait until it is done.
 * - Who disconnects inside a transaction has it rolled back. So has who leaves one idle for `idleInTransaction`
 *   milliseconds, because all others stand still behind it.
 * - Notifications reach every client; who did not listen to that channel ignores them.
 */
export class Session {
  readonly #run: (round: Round) => Promise<Answer>
  readonly #idleInTransaction: number
  readonly #clients = new Set<Client>()
  #waiting: (Client | Task)[] = []
  #owner: Client | undefined
  #ownerIdle: NodeJS.Timeout | undefined
  #busy = false
  #met = 0

  /** `run`: asks the database; when it throws, the database is broken. */
  constructor(run: (round: Round) => Promise<Answer>, idleInTransaction: number) {
    this.#run = run
    this.#idleInTransaction = idleInTransaction
  }

  /** A new client. */
  join(connection: Connection): Seat {
    const names = new StatementNames(`client_${++this.#met}`)
    const client: Client = { connection, names, reader: new RoundReader(names), rounds: [] }
    this.#clients.add(client)
    return {
      receive: (chunk) => this.#ask(client, client.reader.read(chunk)),
      leave: () => this.#leave(client),
    }
  }

  /** Runs the task when no client owns the session; nothing else runs meanwhile. */
  whenFree<T>(task: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => task().then(resolve, reject))
      void this.#work()
    })
  }

  #ask(client: Client, rounds: readonly Round[]): void {
    if (!rounds.length) return
    client.rounds.push(...rounds)
    if (client !== this.#owner && !this.#waiting.includes(client)) this.#waiting.push(client)
    void this.#work()
  }

  /** The last thing that is done for a client: whatever it left open in the session is closed. */
  #leave(client: Client): void {
    if (!this.#clients.delete(client)) return
    client.connection = undefined
    client.rounds = []
    this.#waiting = this.#waiting.filter((one) => one !== client)
    const goodbye: Round[] = [{ bytes: concat([sync, client.names.closeAll(), sync]), complete: true }]
    if (client === this.#owner) goodbye.push({ bytes: simpleQuery('rollback'), complete: true })
    this.#ask(client, goodbye)
  }

  /** Works until nobody waits who could be served. What it throws, nobody catches: the worker ends with it. */
  async #work(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    for (let next = this.#next(); next; next = this.#next()) {
      if (typeof next === 'function') await next()
      else await this.#serve(next)
      if (this.#waiting.length) await otherEvents() // what arrived meanwhile joins the queue
    }
    this.#busy = false
  }

  #next(): Client | Task | undefined {
    if (!this.#owner) return this.#waiting.shift()
    return this.#owner.rounds.length ? this.#owner : undefined
  }

  async #serve(client: Client): Promise<void> {
    const round = client.rounds.shift()
    if (!round) return
    clearTimeout(this.#ownerIdle)
    const answer = await this.#run(round)
    for (const notification of answer.notifications) {
      for (const other of this.#clients) if (other !== client) other.connection?.send(notification.slice())
    }
    client.connection?.send(answer.bytes)
    if (answer.ready === 'idle') {
      this.#owner = undefined
      if (client.rounds.length) this.#waiting.push(client)
    } else {
      this.#owner = client
      this.#ownerIdle = setTimeout(() => this.#evict(client), this.#idleInTransaction)
    }
  }

  #evict(client: Client): void {
    if (client !== this.#owner || client.rounds.length) return
    const seconds = this.#idleInTransaction / 1000
    client.connection?.send(fatal('25P03', `The transaction was left idle for ${seconds} s; it was rolled back.`))
    client.connection?.hangUp()
    this.#leave(client)
  }
}
