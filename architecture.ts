import { dirname, join } from 'node:path'

/** The capabilities, in the order in which one may call the next. Backwards travels by events. */
export const capabilities = [
  'identity',
  'organizations',
  'partners',
  'messages',
  'programme',
  'deals',
  'cosell',
  'enablement',
  'marketing',
  'funds',
  'rewards',
  'marketplace',
  'feedback',
  'innovation',
  'hygiene',
  'impact',
  'orchestration',
  'integrations',
]

/** What a capability's folder may hold; `rules` stands for `rules.ts` as well as for a folder `rules/` of several. */
const vocabulary = ['rules', 'queries', 'routes', 'adapters', 'jobs', 'events', 'recipes'] as const
type Part = (typeof vocabulary)[number]

/** The parts that one file cannot hold, and those that must not become many. */
const foldersOnly: readonly Part[] = ['adapters', 'recipes']
const filesOnly: readonly Part[] = ['events']

/** Rooms of the web app that belong to no capability: the log's words, the settings, the API's reference. */
const commonRooms: readonly string[] = ['events', 'settings', 'developers']

type Layer =
  | 'analytics'
  | 'contract'
  | 'core'
  | Part
  | 'app'
  | 'kit'
  | 'page'
  | 'web'
  | 'cli'
  | 'simulator'
  | 'test'
  | 'tool'

interface Allowed {
  /** Layers that it may import, anywhere. */
  readonly layers: readonly Layer[]
  /** Parts of its own capability. */
  readonly own?: readonly Part[]
  /** Parts of the capabilities before its own. */
  readonly earlier?: readonly Part[]
  /** Packages: any, Node included, or those named; without it, nothing from outside the house. */
  readonly packages?: 'any' | readonly string[]
}

const asked: readonly Part[] = ['rules', 'queries']
const acting: Allowed = { layers: ['contract', 'core'], own: vocabulary, earlier: asked, packages: 'any' }

/** Who may import whom. Tests and tools are in `mayImport`. */
const table: Record<Exclude<Layer, 'test' | 'tool'>, Allowed> = {
  analytics: { layers: ['analytics'] },
  contract: { layers: ['contract'], packages: 'any' },
  core: { layers: ['core', 'contract'], packages: 'any' },
  // tldts is a table of public suffixes: a function without a world around it.
  rules: { layers: ['analytics', 'contract'], own: ['rules'], earlier: ['rules'], packages: ['tldts'] },
  // What a capability offers to later ones is a query; where it must also decide (which company a row means), it asks its rules.
  queries: { layers: ['contract', 'core'], own: ['queries', 'rules'], earlier: asked, packages: 'any' },
  adapters: { layers: ['contract', 'core'], own: ['rules', 'adapters', 'recipes'], packages: 'any' },
  // The simulator is a source as others are, and the sample of a first run.
  recipes: { layers: ['contract', 'simulator'], own: ['rules', 'recipes'] },
  routes: acting,
  jobs: { ...acting, layers: [...acting.layers, 'simulator'] },
  events: acting,
  app: { layers: ['app', 'core', 'contract', ...vocabulary], packages: 'any' },
  kit: { layers: ['kit'], packages: 'any' },
  page: { layers: ['kit', 'contract', 'web'], own: [], packages: 'any' },
  web: { layers: ['web', 'kit', 'page', 'contract'], packages: 'any' },
  cli: { layers: ['cli', 'contract'], packages: 'any' },
  simulator: { layers: ['simulator', 'contract'], packages: 'any' },
}

/** What the tests of a workspace may import besides their own workspace. */
const workspaces: Record<string, readonly string[]> = {
  analytics: [],
  contract: [],
  server: ['contract', 'analytics', 'simulator'],
  web: ['contract'],
  cli: ['contract'],
  simulator: ['contract', 'analytics'],
}

/** Folders whose code no product code imports, and which may import everything. */
const toolFolders = ['scripts', 'bench', 'e2e']
const otherFolders = ['docs']
const ignoredFolders = ['node_modules', 'dist', 'data']

interface Place {
  readonly layer: Layer
  readonly workspace: string
  readonly capability?: string
}

/** Says what a file is by its path, or, as a string, why it has no place in the house. */
export function place(path: string): Place | string {
  const [top = '', second = '', third = '', ...rest] = path.split('/')
  const at = (layer: Layer, capability?: string): Place => ({
    layer,
    workspace: top,
    ...(capability && { capability }),
  })
  if (second === '' || toolFolders.includes(top) || otherFolders.includes(top)) return at('tool')
  if (!(top in workspaces)) return `${path}: there is no place for a folder ${top}/ in the house (architecture.ts)`
  if (second === 'bench' && top === 'analytics') return at('tool')
  if (second !== 'src') {
    const known = third === '' || ['bin', 'migrations', 'public', 'samples'].includes(second)
    return known
      ? at('tool')
      : `${path}: there is no place for a folder ${top}/${second}/ in the house (architecture.ts)`
  }
  const isTest = /\.test\.tsx?$|\/testing(?:\/|\.tsx?$)|\/fixtures\//.test(path)
  const inFolder = rest.length > 0
  const shared = top === 'web' ? 'kit' : 'core'
  const rooms = top === 'web' ? commonRooms : []
  const unknown = inFolder && ![shared, 'testing', ...rooms, ...capabilities].includes(third)
  if (unknown && (top === 'web' || top === 'server'))
    return `${path}: ${top}/src/${third}/ is neither a capability nor ${shared}/ nor testing/`
  if (top === 'web') {
    if (isTest) return at('test')
    return !inFolder || rooms.includes(third) ? at('web') : third === 'kit' ? at('kit') : at('page', third)
  }
  if (top !== 'server') return at(isTest ? 'test' : (top as 'analytics' | 'contract' | 'cli' | 'simulator'))
  const part = partOf(third, rest)
  if (capabilities.includes(third) && part === undefined)
    return `${path}: a capability holds README.md, ${vocabulary.join(', ')}, *.test.ts and fixtures/, and nothing else`
  if (isTest) return at('test')
  return !inFolder ? at('app') : third === 'core' ? at('core') : at(part === 'note' ? 'tool' : (part ?? 'test'), third)
}

function partOf(capability: string, [first = '', ...deeper]: readonly string[]): Part | 'note' | undefined {
  const folder = deeper.length > 0
  if (first === 'README.md' || (folder ? first === 'fixtures' : first.endsWith('.test.ts'))) return 'note'
  const part = vocabulary.find((name) => first === (folder ? name : `${name}.ts`))
  if (!part || (folder ? filesOnly : foldersOnly).includes(part)) return undefined
  return part === 'recipes' && capability !== 'integrations' ? undefined : part
}

/** Whether one file may import another; the sentence says why not. */
function mayImport(from: Place, to: Place): string | undefined {
  if (from.layer === 'tool') return undefined
  if (from.layer === 'test') {
    const open = to.workspace === from.workspace || workspaces[from.workspace]?.includes(to.workspace)
    return open ? undefined : `the tests of ${from.workspace} do not see ${to.workspace}`
  }
  const allowed = table[from.layer]
  const name = `${from.layer}${from.capability ? ` of ${from.capability}` : ''}`
  if (!from.capability || !to.capability) {
    return allowed.layers.includes(to.layer) ? undefined : `${name} may not import ${to.layer}`
  }
  if (to.capability === from.capability) {
    const open = from.layer === 'page' || allowed.own?.some((part) => part === to.layer)
    return open ? undefined : `${name} may not import its own ${to.layer}`
  }
  if (!allowed.earlier?.some((part) => part === to.layer))
    return `${name} may not import ${to.layer} of another capability (${to.capability})`
  return capabilities.indexOf(to.capability) < capabilities.indexOf(from.capability)
    ? undefined
    : `${from.capability} may not call ${to.capability}, which comes later: backwards travels by events`
}

const importing = [
  /^\s*(?:import|export)\b[^'"`]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]/g,
  /\bnew URL\(\s*['"]([^'"]+\.tsx?)['"],\s*import\.meta\.url/g,
]

/** The path within the repository that an import means, or undefined for a package or Node itself. */
function target(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return join(dirname(from), specifier.replace(/\?.*$/, ''))
  const [, workspace, file = 'index'] = /^@hansa\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? []
  return workspace && `${workspace}/src/${file}.ts`
}

function checkImports(path: string, text: string, from: Place): string[] {
  const found = importing.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]!))
  return found.flatMap((specifier) => {
    if (from.layer === 'tool') return []
    const meant = target(path, specifier)
    if (meant === undefined) {
      const packages = from.layer === 'test' ? 'any' : table[from.layer].packages
      const open = packages === 'any' || packages?.includes(specifier)
      return open ? [] : [`${path} imports ${specifier}: ${from.layer} may not import this from outside the house`]
    }
    const to = place(meant)
    const problem = typeof to === 'string' ? to : mayImport(from, to)
    return problem ? [`${path} imports ${specifier}: ${problem}`] : []
  })
}

/** Prose may say «as» and «any» side by side, when a word follows. */
const escapes = /@ts-(?:ignore|nocheck)|(?:ox|es)lint-disable|\.only\(| as (?:any)(?=[ \t]*(?:[^ \ta-z]|as\b|$))/gm
const code = /\.(?:tsx?|mjs)$/
const longest = 300

/** Everything that is wrong with one file, a sentence each. */
export function checkFile(path: string, text: string): string[] {
  const where = place(path)
  if (typeof where === 'string') return [where]
  const problems: string[] = []
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  if ((code.test(path) || path.endsWith('.sql')) && lines > longest)
    problems.push(`${path} has ${lines} lines, ${longest} is the most: split it by meaning`)
  if (!code.test(path)) return problems
  for (const match of text.matchAll(escapes))
    problems.push(`${path}:${text.slice(0, match.index).split('\n').length} escapes its checks: ${match[0].trim()}`)
  if (where.layer === 'rules' && /\bnew Date\(\)|\bDate\.now\(/.test(text))
    problems.push(`${path} reads a clock: rules are given the time`)
  return [...problems, ...checkImports(path, text, where)]
}

/** Whether the tree is worth walking into a folder of this name. */
export const isOurs = (folder: string): boolean => !folder.startsWith('.') && !ignoredFolders.includes(folder)
