import type pg from 'pg'
import { openEmbedded } from './embedded/embedded.ts'
import { openPostgres } from './postgres.ts'

/** A database that is open. Both kinds speak the same SQL through the same driver, with the same types. */
export interface Engine {
  readonly kind: 'embedded' | 'postgres'
  readonly pool: pg.Pool
  /** Where the data is, in words, without any password. */
  readonly where: string
  /**
   * The database as it stands, to be read for as long as it takes while others go on writing; to be closed afterwards. On
   * PostgreSQL it is the same one: a transaction there keeps its view and disturbs nobody. The embedded engine has one
   * session, so it hands out a copy of its files, made between two transactions.
   */
  frozen(): Promise<Engine>
  /** Kept when the embedded engine breaks down for good, with the reason: the process can only end then. */
  readonly broken?: Promise<Error>
  /**
   * Lets running queries finish for a few seconds, then ends them. Calling it again changes nothing. Until then the
   * embedded engine keeps the process alive.
   */
  close(): Promise<void>
}

/** One of two engines: a PostgreSQL server, or the embedded database in a folder or (for tests) in memory. */
type EngineOptions =
  | { readonly url: string }
  | { readonly folder: string; readonly snapshot?: Uint8Array }
  | { readonly memory: true; readonly snapshot?: Uint8Array }

/**
 * Opens the database, or refuses with a sentence that says what to do.
 *
 * @param options.url postgres://… of a PostgreSQL server, version 15 or newer
 * @param options.folder the embedded database's folder; made when it does not exist. One process at a time may open it.
 * @param options.snapshot a data directory as a tar, gzipped or not (see `dump`), to start from; ignored where the
 *   folder already holds a database
 * @returns the engine; the embedded one also has `dump`, its whole data directory as a tar (not gzipped)
 */
export function openEngine(options: EngineOptions): Promise<Engine & { dump?(): Promise<Uint8Array> }> {
  if ('url' in options) return openPostgres(options.url)
  const folder = 'folder' in options ? options.folder : undefined
  return openEmbedded({ folder, snapshot: options.snapshot })
}
