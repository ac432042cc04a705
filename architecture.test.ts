import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { capabilities, checkFile, isOurs, place } from './architecture.ts'

function walk(folder: string): string[] {
  return readdirSync(folder || '.', { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? (isOurs(entry.name) ? walk(path) : []) : entry.name.startsWith('.') ? [] : [path]
  })
}

test('every file keeps the rules of the house', () => {
  const files = walk('')
  const sources = files.filter((path) => /\.(?:tsx?|mjs|sql)$/.test(path))
  expect(sources.length).toBeGreaterThan(100)
  expect(sources).toContain('architecture.test.ts')
  for (const workspace of ['analytics', 'contract', 'server', 'web'])
    expect(sources.filter((path) => path.startsWith(`${workspace}/src/`)).length, workspace).toBeGreaterThan(5)
  expect(files.flatMap((path) => checkFile(path, sources.includes(path) ? readFileSync(path, 'utf8') : ''))).toEqual([])
})

const importOf = (specifier: string): string => `import { x } from '${specifier}'\n`

test.each([
  ['analytics/src/survival.ts', './special.ts'],
  ['contract/src/deals.ts', 'zod'],
  ['server/src/core/http/serve.ts', '@hansa/contract/endpoint'],
  ['server/src/core/http/serve.ts', 'node:fs'],
  ['server/src/deals/rules.ts', '@hansa/analytics'],
  ['server/src/organizations/rules.ts', 'tldts'],
  ['server/src/deals/rules/conflict.ts', './protection.ts'],
  ['server/src/deals/rules.ts', '../partners/rules.ts'],
  ['server/src/deals/queries.ts', '../core/database/scope.ts'],
  ['server/src/deals/queries.ts', '../organizations/queries/people.ts'],
  ['server/src/deals/queries.ts', './rules.ts'],
  ['server/src/deals/routes.ts', './rules.ts'],
  ['server/src/deals/routes/register.ts', '../../partners/queries.ts'],
  ['server/src/deals/jobs.ts', './events.ts'],
  ['server/src/identity/routes/setup.ts', '../adapters/auth.ts'],
  ['server/src/main.ts', './deals/routes.ts'],
  ['server/src/deals/deals.test.ts', '../testing.ts'],
  ['web/src/kit/Page.tsx', './Explain.tsx'],
  ['web/src/deals/DealsPage.tsx', '../kit/DataTable.tsx'],
  ['web/src/deals/DealsPage.tsx', './DealRow.tsx'],
  ['web/src/deals/DealsPage.tsx', '../api.ts'],
  ['web/src/router.tsx', './deals/DealsPage.tsx'],
  ['cli/src/run.ts', '@hansa/contract'],
  ['e2e/journey.test.ts', '../server/src/deals/routes.ts'],
])('%s may import %s', (path, specifier) => {
  expect(checkFile(path, importOf(specifier))).toEqual([])
})

test.each([
  ['analytics/src/survival.ts', '../../contract/src/deals.ts', 'analytics may not import contract'],
  ['analytics/src/survival.ts', 'node:fs', 'may not import this from outside the house'],
  ['contract/src/deals.ts', '@hansa/analytics', 'contract may not import analytics'],
  ['server/src/core/events/read.ts', '../../deals/queries.ts', 'core may not import queries'],
  ['server/src/core/events/read.ts', '../../app.ts', 'core may not import app'],
  ['server/src/deals/rules.ts', './queries.ts', 'rules of deals may not import its own queries'],
  ['server/src/deals/rules.ts', '../core/clock.ts', 'rules of deals may not import core'],
  ['server/src/deals/rules.ts', 'node:crypto', 'may not import this from outside the house'],
  ['server/src/deals/rules.ts', 'kysely', 'may not import this from outside the house'],
  ['server/src/deals/rules.ts', '../funds/rules.ts', 'which comes later'],
  ['server/src/deals/queries.ts', './routes.ts', 'queries of deals may not import its own routes'],
  ['server/src/deals/queries.ts', '@hansa/analytics', 'queries of deals may not import analytics'],
  ['server/src/deals/routes.ts', '../partners/routes.ts', 'may not import routes of another capability (partners)'],
  ['server/src/deals/routes/index.ts', '../../partners/events.ts', 'may not import events of another capability'],
  ['server/src/deals/events.ts', '../funds/queries.ts', 'deals may not call funds, which comes later'],
  ['server/src/deals/routes.ts', '../app.ts', 'routes of deals may not import app'],
  ['server/src/deals/routes.ts', './fixtures/deals.ts', 'routes of deals may not import test'],
  ['server/src/main.ts', './core/testing/database.ts', 'app may not import test'],
  ['server/src/deals/deals.test.ts', '../../../web/src/api.ts', 'the tests of server do not see web'],
  ['server/src/deals/routes.ts', '../dreams/queries.ts', 'neither a capability nor core/'],
  ['web/src/kit/Page.tsx', '../deals/DealRow.tsx', 'kit may not import page'],
  ['web/src/kit/Page.tsx', '@hansa/contract/deals', 'kit may not import contract'],
  ['web/src/deals/DealsPage.tsx', '../partners/PartnerPicker.tsx', 'may not import page of another capability'],
  ['web/src/deals/DealsPage.tsx', '@hansa/analytics', 'page of deals may not import analytics'],
  ['cli/src/run.ts', '../../server/src/main.ts', 'cli may not import app'],
])('%s may not import %s', (path, specifier, reason) => {
  for (const form of [
    importOf(specifier),
    `import {\n  x,\n} from "${specifier}"\n`,
    `import type { X } from '${specifier}'\n`,
    `export * from '${specifier}'\n`,
    `import '${specifier}'\n`,
    `const lazy = await import('${specifier}')\n`,
  ]) {
    const problems = checkFile(path, `/** Says what it is. */\n${form}`)
    expect(problems, form).toHaveLength(1)
    expect(problems[0]).toContain(`${path} imports ${specifier}`)
    expect(problems[0]).toContain(reason)
  }
})

test('a worker is an import too', () => {
  const worker = `new Worker(new URL('../partners/jobs.ts', import.meta.url))`
  expect(checkFile('server/src/deals/jobs.ts', worker)).toEqual([expect.stringContaining('jobs of another capability')])
})

test.each([
  'server/src/dreams/routes.ts',
  'server/src/deals/helpers.ts',
  'server/src/deals/helpers/money.ts',
  'server/src/deals/recipes/crm.ts',
  'server/src/deals/events/won.ts',
  'server/src/deals/adapters.ts',
  'server/src/deals/notes.md',
  'server/lib/money.ts',
  'web/src/components/Button.tsx',
  'packages/money/src/index.ts',
])('there is no place for %s', (path) => {
  expect(checkFile(path, '')).toEqual([expect.stringContaining(path)])
})

test.each([
  'README.md',
  'docs/methods/survival.md',
  'server/package.json',
  'server/migrations/0001_core.sql',
  'server/src/deals/README.md',
  'server/src/deals/deals.test.ts',
  'server/src/deals/fixtures/deals.csv',
  'server/src/integrations/recipes/crm.ts',
  'web/public/favicon.svg',
  'cli/bin/hansa.mjs',
])('%s has its place', (path) => {
  expect(checkFile(path, '')).toEqual([])
})

test('every capability has a place on the server and in the web app', () => {
  for (const capability of capabilities) {
    expect(place(`server/src/${capability}/routes.ts`)).toMatchObject({ layer: 'routes', capability })
    expect(place(`web/src/${capability}/Page.tsx`)).toMatchObject({ layer: 'page', capability })
  }
})

test('a file may have 300 lines and not one more', () => {
  for (const path of [
    'server/migrations/0001_core.sql',
    'web/src/kit/Page.tsx',
    'scripts/test.mjs',
    'e2e/deal.test.ts',
  ]) {
    expect(checkFile(path, 'x\n'.repeat(300))).toEqual([])
    expect(checkFile(path, 'x\n'.repeat(301))).toEqual([expect.stringContaining('has 301 lines')])
  }
  expect(checkFile('docs/operate.md', 'x\n'.repeat(301))).toEqual([])
})

test.each([
  '// @ts-' + 'ignore',
  'test.' + "only('it', () => {})",
  '// oxlint-' + 'disable-next-line no-console',
  'const x = y as ' + 'any',
  'call(y as ' + 'any, z)',
  'const x = y as ' + 'any as Deal',
])('the escape %s is refused with its line', (line) => {
  expect(checkFile('e2e/deal.test.ts', `\n${line}\n`)).toEqual([expect.stringContaining('e2e/deal.test.ts:2 escapes')])
})

test('prose is not an escape', () => {
  expect(checkFile('cli/src/run.ts', '/** A partner reads as any other member does. */\n')).toEqual([])
})

test('rules read no clock', () => {
  const reads = 'export const today = () => new ' + 'Date()\n'
  expect(checkFile('server/src/deals/rules.ts', reads)).toEqual([expect.stringContaining('reads a clock')])
  expect(checkFile('server/src/deals/jobs.ts', reads)).toEqual([])
})
