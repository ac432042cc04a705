import { readdirSync } from 'node:fs'

/** Runs every benchmark of this folder in turn: `npm run bench -w analytics`, or one by `node analytics/bench/<method>.bench.ts`. */
for (const file of readdirSync(import.meta.dirname).sort()) {
  if (!file.endsWith('.bench.ts')) continue
  console.log(`\n${file.replace('.bench.ts', '')}`)
  await import(`./${file}`)
}
