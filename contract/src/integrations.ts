import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Done, id, line, listInput, listOf, Moment, paragraph } from './fields.ts'
import { ColumnType, ImportTargetName } from './import-targets.ts'
import { Job } from './jobs.ts'
import { word } from './language.ts'

export * from './import-targets.ts'

/** Where a field's value comes from: a column, several columns in a text, or the same for every row. */
export const FieldSource = z.object({
  column: z.string().max(300).optional(),
  /** `{order_id}/{order_item_id}`: columns in braces. Empty where any of them is. */
  template: z.string().max(500).optional(),
  /** For `traits`: the columns to keep. */
  columns: z.array(z.string().max(300)).max(200).optional(),
  value: z.string().max(500).optional(),
  /** Words of the source → words of ours, compared without case. `*` stands for all others. */
  words: z.record(z.string().max(200), z.string().max(200)).optional(),
  /** Endings to cut off, such as ` (member)`. */
  cut: z.array(z.string().max(60)).max(20).optional(),
  /** How dates and numbers are written where the values leave it open. */
  format: z.enum(['ymd', 'dmy', 'mdy', 'decimal_point', 'decimal_comma']).optional(),
})
export type FieldSource = z.infer<typeof FieldSource>

/** One thing that each row becomes. */
export const Output = z.object({
  target: ImportTargetName,
  fields: z.record(z.string().max(60), FieldSource),
  /** Only rows where this column holds one of these (or, with `not`, none of these). */
  only: z
    .object({ column: z.string().max(300), values: z.array(z.string().max(200)).max(100), not: z.boolean().optional() })
    .optional(),
  /**
   * The rows are a series of full lists, one a period: what is missing from the next list has ended on its day. A period
   * of which the file has no list says nothing.
   */
  snapshot: z.object({ period: z.string().max(300) }).optional(),
})
export type Output = z.infer<typeof Output>

export const Encoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'latin1', 'windows-1252'])
export const TableFormat = z.object({
  kind: z.enum(['csv', 'ndjson']),
  compressed: z.boolean(),
  encoding: Encoding,
  delimiter: z.enum([',', ';', '\t', '|']).nullable(),
  /** How Hansa came to these, in words. */
  why: z.string(),
})

/** How a file of one kind is read: kept under a name, used again. */
export const Mapping = z.object({
  /** Names the system that the file comes from: keys of different systems are kept apart. */
  source: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, word('must be a name like salesforce')),
  encoding: Encoding.optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  nulls: z.array(z.string().max(20)).max(20).default(['', '#N/A']),
  outputs: z.array(Output).min(1).max(10),
})
export type Mapping = z.infer<typeof Mapping>

export const Recipe = z.object({
  id: z.string(),
  name: z.string(),
  about: z.string(),
  /** Comes with Hansa, or kept by someone here. */
  shipped: z.boolean(),
  /** Columns by which a file is recognised. */
  columns: z.array(z.string()),
  mapping: Mapping,
})
export type Recipe = z.infer<typeof Recipe>

const Counts = z.object({
  rows: z.int(),
  good: z.int(),
  bad: z.int(),
  /** By what was written: `organizations` → 12 created, 3 updated, 85 unchanged. */
  records: z.record(z.string(), z.object({ created: z.int(), updated: z.int(), unchanged: z.int() })),
})
export type Counts = z.infer<typeof Counts>
const RowProblem = z.object({ row: z.int(), field: z.string().nullable(), reason: z.string() })

export const importStates = {
  draft: word('Draft'),
  checking: word('Checking'),
  checked: word('Checked'),
  running: word('Running'),
  done: word('Done'),
  failed: word('Failed'),
  cancelled: word('Cancelled'),
} as const
type ImportState = keyof typeof importStates

export const Import = z.object({
  id: id('imp'),
  fileName: z.string(),
  bytes: z.int(),
  state: z.enum(Object.keys(importStates) as [ImportState, ...ImportState[]]),
  format: TableFormat,
  columns: z.array(
    z.object({
      name: z.string(),
      type: ColumnType,
      samples: z.array(z.string()),
      /** Share of the sampled rows that are filled, 0–1. */
      filled: z.number(),
      note: z.string().nullable(),
    }),
  ),
  /** Rows as read with this format, for looking at. */
  preview: z.array(z.record(z.string(), z.string().nullable())),
  mapping: Mapping.nullable(),
  /** The recipe behind the mapping, or the one that fits the columns. */
  recipeId: z.string().nullable(),
  /** Why the mapping was proposed as it is, by field. */
  reasons: z.record(z.string(), z.string()),
  check: z.object({ counts: Counts, problems: z.array(RowProblem) }).nullable(),
  report: z.object({ counts: Counts, problems: z.array(RowProblem) }).nullable(),
  job: Job.nullable(),
  createdAt: Moment,
  createdBy: z.string().nullable(),
})
export type Import = z.infer<typeof Import>

const one = z.object({ id: id('imp') })

export const uploadImport = endpoint({
  method: 'POST',
  path: '/imports',
  can: 'integrations.import',
  summary: 'Upload a file (CSV or NDJSON, also .gz): answers its detected format, columns and a proposed mapping',
  input: z.object({ fileName: line(300), recipeId: z.string().max(60).optional() }),
  output: Import,
  takes: 'bytes',
})
export const listImports = endpoint({
  method: 'GET',
  path: '/imports',
  can: 'integrations.read',
  summary: 'Imports, newest first',
  input: listInput(['-createdAt'], { state: Import.shape.state.optional() }),
  output: listOf(Import.omit({ preview: true, columns: true, reasons: true })),
})
export const readImport = endpoint({
  method: 'GET',
  path: '/imports/:id',
  can: 'integrations.read',
  summary: 'One import: format, columns, mapping, check, report and job',
  input: one,
  output: Import,
})
export const mapImport = endpoint({
  method: 'PATCH',
  path: '/imports/:id',
  can: 'integrations.import',
  summary:
    'Set the mapping (or take a recipe’s), also with another encoding or delimiter: answers columns and preview as read with it',
  input: one.extend({ mapping: Mapping.optional(), recipeId: z.string().max(60).optional() }),
  output: Import,
})
export const checkImport = endpoint({
  method: 'POST',
  path: '/imports/:id/check',
  can: 'integrations.import',
  summary: 'Dry run: counts what would happen and finds the first problems; writes nothing',
  input: one,
  output: Import,
})
export const runImport = endpoint({
  method: 'POST',
  path: '/imports/:id/run',
  can: 'integrations.import',
  summary: 'Import: good rows land, bad rows are kept with their reason; the same file again changes nothing',
  input: one,
  output: Import,
})
export const downloadBadRows = endpoint({
  method: 'GET',
  path: '/imports/:id/bad-rows.csv',
  can: 'integrations.read',
  summary: 'The rows that did not land, as they came, with a column that says why',
  input: one,
  output: z.unknown(),
  gives: 'text/csv',
})
export const listRecipes = endpoint({
  method: 'GET',
  path: '/import-recipes',
  can: 'integrations.read',
  summary: 'Recipes: those that come with Hansa and those kept here',
  input: listInput(['name'], {}),
  output: listOf(Recipe),
})
export const saveRecipe = endpoint({
  method: 'POST',
  path: '/import-recipes',
  can: 'integrations.import',
  summary: 'Keep an import’s mapping under a name; the same name again replaces it',
  input: z.object({ importId: id('imp'), name: line(80), about: paragraph(500).default('') }),
  output: Recipe,
})
export const deleteRecipe = endpoint({
  method: 'DELETE',
  path: '/import-recipes/:id',
  can: 'integrations.import',
  summary: 'Forget a recipe that was kept here',
  input: z.object({ id: id('rcp') }),
  output: Done,
})
