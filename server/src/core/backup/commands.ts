import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { openEmbedded, patiently } from '../database/embedded/embedded.ts'
import { renew } from '../database/embedded/renew.ts'
import { openEngine, type Engine } from '../database/engine.ts'
import { holdsDatabase, placeOf, type Place } from '../database/place.ts'
import { dump } from './dump.ts'
import { BackupProblem } from './format.ts'
import { readFile, readParts, verify } from './read.ts'
import { refuseStrange, restore, type Restored } from './restore.ts'
import { isUsed } from './schema.ts'
import { inFolder, writeBackup } from './write.ts'

const usage = `npm start -- <command>, while Hansa is stopped:

  backup [file or folder]           makes a backup (of PostgreSQL also while Hansa runs)
  backup verify <file>              reads a backup back and says whether it is whole
  restore <file> [--replace]        puts a backup into this place's database
  migrate-to <url> [--replace]      moves the embedded database to PostgreSQL: postgres://user:password@host/database
                                    (without a URL: to the one of DATABASE_URL)

Which database: HANSA_DATA, or DATABASE_URL for PostgreSQL. Without a command, Hansa starts.
`

class Misuse extends Error {}
type Say = (line: string) => void

/**
 * Does one command of the server's own, beside a stopped installation. Refusals are sentences.
 *
 * @returns the exit code: 0 done, 1 not done and nothing changed, 2 wrong call.
 */
export async function runCommand(
  words: readonly string[],
  env: NodeJS.ProcessEnv,
  say: Say,
  complain: Say,
): Promise<number> {
  try {
    const options = words.filter((word) => word.startsWith('--'))
    const plain = words.filter((word) => !word.startsWith('--'))
    const odd = options.find((option) => option !== '--replace')
    if (odd) throw new Misuse(`There is no option ${odd}.`)
    await run(plain, { place: placeOf(env), replace: options.length > 0, base: env.INIT_CWD ?? process.cwd() }, say)
    return 0
  } catch (error) {
    if (error instanceof Misuse) complain(`${error.message}\n\n${usage}`)
    else complain((error as Error).message)
    return error instanceof Misuse ? 2 : 1
  }
}

interface Asked {
  readonly place: Place
  readonly replace: boolean
  /** The folder that relative paths are meant from. */
  readonly base: string
}

async function run([name, ...rest]: readonly string[], asked: Asked, say: Say): Promise<void> {
  const [first, second] = rest
  if (name === 'help') say(usage)
  else if (name === 'backup' && first === 'verify') await runVerify(second, asked, say)
  else if (name === 'backup') await runBackup(first, asked, say)
  else if (name === 'restore') await runRestore(first, asked, say)
  else if (name === 'migrate-to') await runMigrateTo(first, asked, say)
  else throw new Misuse(`There is no command ${name}.`)
}

async function runVerify(file: string | undefined, { base }: Asked, say: Say): Promise<void> {
  if (!file) throw new Misuse('Which file? Name a backup.')
  const found = await verify(resolve(base, file))
  say(`Whole: ${told(found)}, made ${found.madeAt}.`)
}

const told = ({ rows, tables }: { rows: number; tables: number }) => `${rows} rows in ${tables} tables`

async function runBackup(target: string | undefined, { place, base }: Asked, say: Say): Promise<void> {
  const now = new Date()
  const path = target === undefined ? inFolder(place.backups, now) : resolve(base, target)
  const isFolder = target !== undefined && existsSync(path) && statSync(path).isDirectory()
  const engine = await openPresent(place)
  try {
    const made = await writeBackup(engine, isFolder ? inFolder(path, now) : path, now)
    say(`${made.path}: ${told(made)}, ${megabytes(made.bytes)}, read back and whole.`)
  } finally {
    await engine.close()
  }
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`

/** The database as it is, which must be there. */
async function openPresent({ url, database }: Place): Promise<Engine> {
  if (url) return openEngine({ url })
  if (!holdsDatabase(database))
    throw new BackupProblem(`There is no database in ${database}. HANSA_DATA names its folder.`)
  return openEmbedded({ folder: database, ...patiently })
}

async function runRestore(file: string | undefined, { place, replace, base }: Asked, say: Say): Promise<void> {
  if (!file) throw new Misuse('Which file? Name a backup.')
  const path = resolve(base, file)
  await refuseStrange((await verify(path)).header)
  const parts = readFile(path)
  if (place.url) {
    const engine = await openEngine({ url: place.url })
    try {
      tellRestored(await restore(engine, parts, replace), engine.where, say)
    } finally {
      await engine.close()
    }
    return
  }
  if (!replace) await refuseUsed(place.database)
  const { result, kept } = await renew(place.database, new Date(), (engine) => restore(engine, parts, false))
  tellRestored(result, `the embedded database in ${place.database}`, say)
  if (kept) say(`What was there before is kept in ${kept}; delete it when you no longer need it.`)
}

function tellRestored(restored: Restored, where: string, say: Say): void {
  say(`Restored into ${where}: ${told(restored)}, as of ${restored.madeAt}, equal by counts and checksums.`)
  if (restored.migrated.length > 0) say(`Brought up to date: ${restored.migrated.join(', ')}.`)
}

/** The embedded database is replaced as a whole, so it is looked at before. */
async function refuseUsed(folder: string): Promise<void> {
  if (!holdsDatabase(folder)) return
  const engine = await openEmbedded({ folder }).catch((error: Error) => {
    throw new BackupProblem(
      `${error.message}\nIf it cannot be mended, --replace puts the backup into its place and keeps the folder beside it.`,
    )
  })
  try {
    const client = await engine.pool.connect()
    const used = await isUsed(client).finally(() => client.release())
    if (used)
      throw new BackupProblem(
        `The embedded database in ${folder} already holds an ecosystem. Choose another folder in HANSA_DATA, or say --replace: then the backup takes its place, and the folder is kept beside it.`,
      )
  } finally {
    await engine.close()
  }
}

async function runMigrateTo(target: string | undefined, { place, replace }: Asked, say: Say): Promise<void> {
  const url = target ?? place.url
  if (!url) throw new Misuse('Where to? Name a database: postgres://user:password@host/database')
  const source = await openPresent({ ...place, url: undefined })
  try {
    const engine = await openEngine({ url })
    try {
      say(`Moving ${source.where} to ${engine.where} …`)
      const moved = await restore(engine, readParts(dump(source, new Date())), replace)
      say(`Moved: ${told(moved)}, equal by counts and checksums. The folder is as it was.`)
      say(
        `To work there from now on, start Hansa with DATABASE_URL set to that address. Then put the folder ${place.database} away.`,
      )
    } finally {
      await engine.close()
    }
  } finally {
    await source.close()
  }
}
