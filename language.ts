import { parseSync, type Program } from 'oxc-parser'

/** A text that people read, where it stands. */
export interface Found {
  readonly text: string
  readonly at: string
}
export interface Texts {
  /** Keys that a dictionary must have; a plural asks for `…_one` and `…_other`. */
  readonly keys: Found[]
  /** Texts that stand outside of the language layer. */
  readonly bare: Found[]
}

interface Node {
  readonly type: string
  readonly start: number
  readonly [name: string]: unknown
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const nodesIn = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [])

/** Properties of objects and of elements that hold text. */
const textual = new Set(
  [
    [
      'alt',
      'along',
      'aria-label',
      'confirm',
      'definition',
      'description',
      'empty',
      'formula',
      'grain',
      'header',
      'help',
    ],
    ['hint', 'label', 'lead', 'meaning', 'message', 'note', 'placeholder', 'title', 'why'],
  ].flat(),
)
/** Programs read these, not people: types, modules, what is compared, what a developer is told. */
const unread = /^(?:TS(?!As|Satisfies|NonNull)|Import|ExportAll)|^SwitchCase$/
const toDevelopers = /^(?:Type|Range|Syntax)?Error$/
/** Names are the same in every language. */
const names = new Set(['Hansa', 'English', 'Latin-1', 'Windows-1252', 'UTF-16 (little endian)', 'UTF-16 (big endian)'])
const domain = /^[\w-]+(?:\.[\w-]+)+$/
/** What they are given is compared with or searched for, not shown. */
const looking = /^(?:startsWith|endsWith|includes|split|matches|closest|querySelector)$/
/** Checks of a schema, with the sentence for what they refuse. */
const checks = /^(?:regex|refine|min|max|length|email|url|int|check|superRefine)$/
const keyNames = /^(?:Enter|Escape|Home|End|Tab|Backspace|Delete|Space|(?:Arrow|Page)\w+)$/
const style =
  /\b(?:var|calc|rgb)\(|\d(?:px|rem|fr)\b|^#|noreferrer|\[[\w-]+[=\]]|(?:sans-serif|monospace)$|^(?:grey|blue|green|amber|red|accent)$/

/** Words as people write them: several, or one that begins a sentence. */
const isProse = (text: string): boolean =>
  (/[a-z,.“”’] +[a-z“…]/i.test(text) || /^[A-Z][a-z]+(?:$|[ .,:?!…-])/.test(text)) &&
  hasLetters(text) &&
  !keyNames.test(text)
const hasLetters = (text: string): boolean =>
  /\p{Ll}{2}/u.test(text) && !domain.test(text) && !names.has(text) && !style.test(text)

function textOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : undefined
  if (node?.type !== 'TemplateLiteral') return undefined
  return nodesIn(node['quasis'])
    .map((part) => (part['value'] as { cooked: string }).cooked)
    .reduce((text, part, index) => `${text}{${index - 1}}${part}`)
}
function nameOf(node: unknown): string {
  const name = isNode(node) ? (node['name'] ?? node['value']) : undefined
  return typeof name === 'string' ? name : ''
}

/** Both ends of `a ? b : c` and of `a ?? b`, else the node itself. */
const ends = (node: Node): Node[] =>
  node.type === 'ConditionalExpression'
    ? nodesIn([node['consequent'], node['alternate']]).flatMap(ends)
    : node.type === 'LogicalExpression'
      ? nodesIn(node['right']).flatMap(ends)
      : [node]

/**
 * Collects the texts of one file: what goes through `t`, `rich`, `word`, `term`, `say` and `english`, and what should.
 * @param strict also what no property gives away as text: every literal that reads like prose
 */
export function textsOf(path: string, source: string, { strict }: { strict: boolean }): Texts {
  const program: Program = parseSync(path, source).program
  const texts: Texts = { keys: [], bare: [] }
  const at = (node: Node) => `${path}:${source.slice(0, node.start).split('\n').length}`
  const bare = (node: Node, text: string) => void texts.bare.push({ text: text.trim(), at: at(node) })

  function call(node: Node): boolean {
    const name = nameOf(node['callee'])
    const [first, ...rest] = nodesIn(node['arguments'])
    if (name === 't' || name === 'rich' || name === 'word' || name === 'term') {
      for (const end of first ? ends(first) : []) {
        const text = textOf(end)
        if (text === undefined) visit(end)
        else if (text !== '') for (const key of keysOf(text, rest)) texts.keys.push({ text: key, at: at(node) })
      }
      rest.forEach((one) => visit(one))
      return true
    }
    if (/^(?:wrong|missing|stale|Refusal)$/.test(name))
      for (const one of [first, ...rest].slice(name === 'wrong' || name === 'Refusal' ? 1 : 0, 2))
        for (const end of one && !(name !== 'wrong' && name !== 'Refusal' && one === rest[0]) ? ends(one) : []) {
          const text = textOf(end)
          if (text !== undefined && hasLetters(text)) bare(end, text)
        }
    const method = isNode(node['callee']) ? nameOf(node['callee']['property']) : ''
    if (checks.test(method))
      for (const one of [first, ...rest]) {
        const text = textOf(one)
        if (text !== undefined && isProse(text)) bare(one!, text)
      }
    return toDevelopers.test(name) || looking.test(method)
  }

  function visit(node: Node, isText = false): void {
    if (unread.test(node.type)) {
      if (node.type === 'SwitchCase') nodesIn(node['consequent']).forEach((one) => visit(one))
      return
    }
    if (node.type === 'TaggedTemplateExpression') {
      const tag = nameOf(node['tag'])
      const quasi = nodesIn(node['quasi'])[0]!
      if (tag === 'say' || tag === 'english') texts.keys.push({ text: textOf(quasi)!, at: at(node) })
      nodesIn(quasi['expressions']).forEach((one) => visit(one))
      return
    }
    if ((node.type === 'CallExpression' || node.type === 'NewExpression') && call(node)) return
    if (node.type === 'BinaryExpression' && /^[!=]==?$/.test(String(node['operator']))) return
    if (node.type === 'JSXText' && strict && hasLetters(String(node['value']))) bare(node, String(node['value']))
    if (node.type === 'JSXAttribute' && /^(?:className|style|key|rel)$/.test(nameOf(node['name']))) return
    if (node.type === 'JSXElement' && nameOf((node['openingElement'] as Node)['name']) === 'code') return
    if (node.type === 'JSXAttribute' || node.type === 'Property') {
      const name = nameOf(node['type'] === 'Property' ? node['key'] : node['name'])
      if (name.startsWith('defaultValue_')) return
      if (node['computed'] === true) nodesIn(node['key']).forEach((one) => visit(one))
      nodesIn(node['value']).forEach((one) => visit(one, textual.has(name)))
      return
    }
    if (node.type === 'JSXExpressionContainer' || ends(node)[0] !== node) {
      for (const one of node.type === 'JSXExpressionContainer' ? nodesIn(node['expression']) : ends(node))
        visit(one, isText)
      nodesIn(node['test'] ?? node['left']).forEach((one) => visit(one))
      return
    }
    const text = textOf(node)
    if (
      text !== undefined &&
      (isText && strict ? hasLetters(text.replace(/\{\d+\}/g, '')) : (isText || strict) && isProse(text))
    )
      bare(node, text)
    for (const [name, value] of Object.entries(node))
      if (!/^(?:typeAnnotation|typeArguments|typeParameters|returnType|quasis)$/.test(name))
        nodesIn(value).forEach((one) => visit(one))
  }
  nodesIn(program.body as unknown[]).forEach((one) => visit(one))
  return texts
}

/** A plural is known by `defaultValue_one`. */
function keysOf(text: string, [options]: readonly Node[]): string[] {
  const given = new Map(nodesIn(options?.['properties']).map((one) => [nameOf(one['key']), nodesIn(one['value'])[0]]))
  return given.has('defaultValue_one') ? [`${text}_one`, `${text}_other`] : [text]
}

/** The places for values in a text, sorted: `{0}`, `{name}`, `{count, number}`. */
export const placesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)(?:, \w+)?\}/g)].map((match) => match[1]!))].toSorted()
