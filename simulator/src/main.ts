import { dayOf } from './calendar.ts'
import { writeFiles } from './files.ts'
import { Misuse, readOptions, usage } from './options.ts'
import { sendFiles } from './send.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const options = readOptions(process.argv.slice(2), dayOf(new Date().toISOString().slice(0, 10)))
  if (options === 'help') say(usage)
  else {
    const { world, out, send } = options
    const rows = await writeFiles(world, out, (partners) => say(`${partners} of ${world.partners} partners`))
    for (const [file, count] of Object.entries(rows)) say(`${out}/${file}: ${count.toLocaleString('en')} rows`)
    if (send) await sendFiles(send, out, say)
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${error instanceof Misuse ? `\n${usage}` : ''}`)
  process.exitCode = error instanceof Misuse ? 2 : 1
}
