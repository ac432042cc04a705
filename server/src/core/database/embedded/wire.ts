import { Duplex } from 'node:stream'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { concat, greeting, type Bytes } from './protocol.ts'

/** What `pg` takes for a socket: bytes go to the database's worker through a message port, and answers come back. */
export class Wire extends Duplex {
  readonly #dial: (port: MessagePort) => void
  #port: MessagePort | undefined
  #greeted = false

  /** `dial`: hands the other end to the worker; throws when there is none any more. */
  constructor(dial: (port: MessagePort) => void) {
    super()
    this.#dial = dial
  }

  connect(): this {
    const { port1, port2 } = new MessageChannel()
    try {
      this.#dial(port2)
    } catch (error) {
      return this.destroy(error as Error)
    }
    this.#port = port1
    port1.on('message', (bytes: Bytes) => {
      if (!this.destroyed) this.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    })
    port1.on('close', () => this.destroy())
    process.nextTick(() => this.emit('connect'))
    return this
  }

  override _read(): void {
    // the worker sends without being asked
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#send([chunk])
    done()
  }

  /** `pg` writes the messages of one query corked, so that they come, and travel, together. */
  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#send(chunks.map(({ chunk }) => chunk))
    done()
  }

  override _final(done: () => void): void {
    done()
    this.destroy()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#port?.close()
    done(error)
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    this.#port?.ref()
    return this
  }

  unref(): this {
    this.#port?.unref()
    return this
  }

  #send(chunks: Buffer[]): void {
    if (!this.#greeted) {
      // the first message says who connects; there is only one user and one database
      this.#greeted = true
      this.push(greeting.slice())
      return
    }
    // a copy, because `pg` cuts its buffers from larger ones, which would travel whole
    const bytes = concat(chunks as unknown as Bytes[])
    this.#port?.postMessage(bytes, [bytes.buffer])
  }
}
