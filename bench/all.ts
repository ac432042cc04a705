import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

/** Runs every benchmark of this folder, each in a process of its own: `npm run bench`. */
for (const file of readdirSync(import.meta.dirname).sort()) {
  if (['all.ts', 'measure.ts'].includes(file)) continue
  if (['import-events.ts', 'conflict-check.ts'].includes(file) && !process.env.BENCH_DATABASE) {
    console.log(`\n${file}: left out, since it needs a PostgreSQL server. Name one in BENCH_DATABASE.`)
    continue
  }
  spawnSync(process.execPath, [`${import.meta.dirname}/${file}`], { stdio: 'inherit' })
}
