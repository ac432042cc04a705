import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('the README attributes a CSV of journeys as it says', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```js\n([^]*?)```/.exec(readme)![1]!
  const folder = mkdtempSync(join(tmpdir(), 'readme-'))
  try {
    writeFileSync(
      join(folder, 'run.mjs'),
      example.replace('@hansa/analytics', new URL('./index.ts', import.meta.url).href),
    )
    writeFileSync(
      join(folder, 'touches.csv'),
      'journey,player,time\na,event,2026-01-03\na,reseller,2026-02-01\nb,reseller,2026-01-15\nc,event,2026-02-02\n',
    )
    writeFileSync(join(folder, 'deals.csv'), 'journey,time,value\na,2026-02-15,1000\nb,2026-03-01,501\n')
    const out = execFileSync(process.execPath, ['run.mjs'], { cwd: folder, encoding: 'utf8' })
    // Without the reseller nothing is won; without events a third of the journeys is left, half of what was: 1 to ½.
    expect(out).toMatch(/^event 500 0 to .* of the whole\nreseller 1001 .* to 1 of the whole\n$/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
