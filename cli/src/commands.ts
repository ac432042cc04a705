import { contract, type Endpoint } from '@hansa/contract'
import { z } from 'zod'

/** A command of the command line: one endpoint of the contract. */
export interface Command {
  /** `list-organizations`. */
  readonly name: string
  readonly capability: string
  readonly endpoint: Endpoint
  readonly options: readonly Option[]
}

export interface Option {
  /** The input's field: `organizationId`, given as `--organization-id`. */
  readonly field: string
  readonly required: boolean
  readonly schema: Schema
}

export interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly default?: unknown
}

export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function optionsOf(endpoint: Endpoint): Option[] {
  const schema = z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Schema>
    required?: string[]
  }
  return Object.entries(schema.properties ?? {}).map(([field, one]) => ({
    field,
    required: schema.required?.includes(field) ?? false,
    schema: one,
  }))
}

/** Every endpoint as a command, in the order of the contract. */
export const commands: readonly Command[] = Object.entries(contract).flatMap(([capability, endpoints]) =>
  Object.entries(endpoints).map(([name, endpoint]) => ({
    name: kebab(name),
    capability,
    endpoint,
    options: optionsOf(endpoint),
  })),
)

/** A mistake in how the command line was called: it names the option and what would be right. */
export class Misuse extends Error {}

const flat = (schema: Schema): readonly Schema[] => schema.anyOf?.flatMap(flat) ?? [schema]

/** What was typed as an option's value, as the field's type: numbers, yes or no, JSON for what has parts, `null` for nothing. */
export function valueOf({ field, schema }: Option, typed: readonly string[]): unknown {
  const kinds = flat(schema)
  const has = (type: string) => kinds.some((kind) => kind.type === type)
  const one = (text: string): unknown => {
    if (text === 'null' && has('null')) return null
    if ((has('integer') || has('number')) && text.trim() !== '' && !Number.isNaN(Number(text))) return Number(text)
    if (has('boolean') && (text === 'true' || text === 'false')) return text === 'true'
    if ((has('object') || has('array')) && /^[[{]/.test(text)) return parse(field, text)
    return text
  }
  if (has('array') && !(typed.length === 1 && typed[0]!.startsWith('[')))
    return typed.map((text) =>
      flat(kinds.find((kind) => kind.type === 'array')?.items ?? {}).some((kind) => kind.type === 'object')
        ? parse(field, text)
        : text,
    )
  if (typed.length > 1) throw new Misuse(`--${kebab(field)} takes one value, not ${typed.length}`)
  return one(typed[0]!)
}

function parse(field: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Misuse(`--${kebab(field)} is not JSON: ${text.slice(0, 60)}`)
  }
}

/** Options as typed: `--name Acme --tag a --tag b --partner=yes`; what stands without a dash comes first. */
export function readOptions(words: readonly string[]): { plain: string[]; options: Map<string, string[]> } {
  const plain: string[] = []
  const options = new Map<string, string[]>()
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!
    if (!word.startsWith('--')) {
      plain.push(word)
      continue
    }
    const [name, given] = split(word.slice(2))
    const next = words[i + 1]
    const flag = name === 'json' || name === 'help' || name === 'dry-run'
    const value = given ?? (flag || next === undefined || next.startsWith('--') ? 'true' : words[++i]!)
    options.set(name, [...(options.get(name) ?? []), value])
  }
  return { plain, options }
}

function split(word: string): [string, string | undefined] {
  const at = word.indexOf('=')
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)]
}

/** The endpoint's input from what was typed. `plain` fills the path's parts in their order. */
export function inputOf(
  command: Command,
  plain: readonly string[],
  options: ReadonlyMap<string, readonly string[]>,
): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  const inPath = [...command.endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  if (plain.length > inPath.length)
    throw new Misuse(`"${plain[inPath.length]}" is one word too many; options begin with --`)
  inPath.forEach((field, i) => plain[i] !== undefined && (input[field] = plain[i]))
  for (const [name, typed] of options) {
    const option = command.options.find((one) => kebab(one.field) === name || one.field === name)
    if (!option)
      throw new Misuse(
        `${command.name} has no option --${name}; it has ${command.options.map((one) => `--${kebab(one.field)}`).join(', ') || 'none'}`,
      )
    input[option.field] = valueOf(option, typed)
  }
  const lost = command.options.find((option) => option.required && input[option.field] === undefined)
  if (lost) throw new Misuse(`--${kebab(lost.field)} is missing`)
  return input
}
