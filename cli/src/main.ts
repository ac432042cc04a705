import { permissions, roles } from '@hansa/contract'
import { commands, inputOf, kebab, Misuse, readOptions, type Command } from './commands.ts'
import { downloadBackup, onTheMachine } from './backup.ts'
import { Refused, send, type Place } from './client.ts'
import { importFile } from './import.ts'
import { show } from './show.ts'
import { verifyProof } from './verify.ts'

const usage = `hansa: everything that Hansa's API can do, from the command line.

  hansa <command> [path parts] [--option value …] [--json]
  hansa import <file> [--recipe id] [--dry-run] [--json]
  hansa backup [file or folder]      a backup of the running Hansa; an administrator's key
  hansa backup verify <file>         reads a backup back
  hansa restore <file> [--replace]   into a stopped Hansa on this machine
  hansa migrate-to <postgres url>    moves a stopped Hansa on this machine to PostgreSQL
  hansa verify-proof <file>     check a registration's proof, without any server
  hansa help [command]

HANSA_URL      where Hansa is (http://127.0.0.1:3000)
HANSA_API_KEY  an API key from the settings page: hansa_…
HANSA_OPERATOR_TOKEN  for a backup where several ecosystems share one Hansa

Exit codes: 0 done, 1 failed, 2 wrong call, 3 refused, 4 not signed in or not allowed.
`

/** Runs one command. @returns the exit code. */
export async function main(words: readonly string[]): Promise<number> {
  try {
    return await run(words)
  } catch (error) {
    if (error instanceof Misuse) return fail(2, `${error.message}\nSee: hansa help`)
    if (error instanceof Refused) {
      const lines = (error.problem.problems ?? []).map((one) => `  ${one.field}: ${one.message}`)
      const code = error.status === 401 || error.status === 403 ? 4 : error.status >= 500 ? 1 : 3
      return fail(code, [error.message, ...lines].join('\n'))
    }
    const { cause, message } = error as Error & { cause?: { code?: string } }
    return fail(
      1,
      cause?.code === 'ECONNREFUSED'
        ? `Nothing answers at ${place().url}. Is Hansa running? Set HANSA_URL where it is elsewhere.`
        : message,
    )
  }
}

async function run(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words
  if (name === undefined || name === 'help' || name === '--help') return help(rest[0])
  if (name === 'restore' || name === 'migrate-to' || (name === 'backup' && rest[0] === 'verify'))
    return onTheMachine(words)
  const { plain, options } = readOptions(rest)
  const json = options.delete('json')
  if (options.has('help')) return help(name)
  if (name === 'verify-proof') return verifyProof(plain[0])
  if (name === 'backup') return downloadBackup(signedIn(), plain[0])
  if (name === 'import')
    return importFile(signedIn(), plain[0], {
      recipe: options.get('recipe')?.[0],
      dryRun: options.has('dry-run'),
      json,
    })
  const command = commands.find((one) => one.name === name)
  if (!command) throw new Misuse(`There is no command ${name}. ${near(name)}`)
  const response = await send(
    command.endpoint.can === 'public' ? place() : signedIn(),
    command.endpoint,
    inputOf(command, plain, options),
  )
  if (command.endpoint.gives)
    for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) process.stdout.write(piece)
  else {
    const answer: unknown = await response.json()
    process.stdout.write(`${json ? JSON.stringify(answer) : show(answer)}\n`)
  }
  return 0
}

const place = (): Place => ({
  url: (process.env.HANSA_URL ?? 'http://127.0.0.1:3000').replace(/\/+$/, ''),
  key: process.env.HANSA_API_KEY ?? '',
  operator: process.env.HANSA_OPERATOR_TOKEN,
})

function signedIn(): Place {
  const here = place()
  if (!here.key) throw new Misuse('HANSA_API_KEY is not set. Make a key on the settings page.')
  return here
}

function near(name: string): string {
  const parts = name.split('-')
  const found = commands
    .filter((command) => parts.some((part) => part.length > 2 && command.name.includes(part)))
    .slice(0, 6)
  return found.length > 0 ? `Did you mean ${found.map((command) => command.name).join(', ')}?` : 'See: hansa help'
}

function help(name: string | undefined): number {
  const command = commands.find((one) => one.name === name)
  process.stdout.write(command ? about(command) : usage + overview())
  return 0
}

function overview(): string {
  const width = Math.max(...commands.map((command) => command.name.length)) + 2
  return [...Map.groupBy(commands, (command) => command.capability)]
    .map(
      ([capability, all]) =>
        `\n${capability}\n${all.map((command) => `  ${command.name.padEnd(width)}${command.endpoint.summary}`).join('\n')}\n`,
    )
    .join('')
}

function about({ name, endpoint, options }: Command): string {
  const parts = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  const who =
    endpoint.can === 'public' || endpoint.can === 'signed-in'
      ? endpoint.can
      : `${endpoint.can}: ${permissions[endpoint.can].roles.map((role) => roles[role]).join(', ')}`
  const lines = options
    .filter((option) => !parts.includes(option.field))
    .map(
      ({ field, required, schema }) =>
        `  --${kebab(field)}${required ? ' (required)' : ''}${schema.enum ? `  one of ${schema.enum.slice(0, 12).join(', ')}` : ''}`,
    )
  return `hansa ${name}${parts.map((part) => ` <${kebab(part)}>`).join('')}\n\n${endpoint.summary}.\n${endpoint.method} /api${endpoint.path} · ${who}\n${lines.length > 0 ? `\n${lines.join('\n')}\n` : ''}`
}

function fail(code: number, message: string): number {
  process.stderr.write(`${message}\n`)
  return code
}
