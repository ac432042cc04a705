import { runCommand } from './core/backup/commands.ts'

/** `npm start -- <command>`: what is done with an installation's data while its server stands still. */
process.exitCode = await runCommand(
  process.argv.slice(2),
  process.env,
  (line) => process.stdout.write(`${line}\n`),
  (line) => process.stderr.write(`${line}\n`),
)
