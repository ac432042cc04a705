import { z } from 'zod'
import { line, paragraph } from './fields.ts'
import { word } from './language.ts'

/**
 * The stages of the pipeline, in their order: what figures, imports and the log count by. `place` orders what happened on
 * one day; a deal in a closed stage is done. Programmes give them names of their own and divide them (`PipelineRules`).
 * Imports map their own words to these and keep the word that they had.
 */
export const dealStages = {
  prospecting: { name: word('Prospecting'), place: 0, closed: false },
  qualified: { name: word('Qualified'), place: 1, closed: false },
  proposal: { name: word('Proposal'), place: 2, closed: false },
  negotiation: { name: word('Negotiation'), place: 3, closed: false },
  won: { name: word('Won'), place: 4, closed: true },
  lost: { name: word('Lost'), place: 4, closed: true },
} as const
export type DealStage = keyof typeof dealStages
export const DealStage = z.enum(Object.keys(dealStages) as [DealStage])
const stages = Object.keys(dealStages) as DealStage[]

/** How far a deal is counted on in the forecast. */
export const forecastCategories = {
  omitted: word('Omitted'),
  pipeline: word('Pipeline'),
  best_case: word('Best case'),
  commit: word('Commit'),
  closed: word('Closed'),
} as const
export type ForecastCategory = keyof typeof forecastCategories
export const ForecastCategory = z.enum(Object.keys(forecastCategories) as [ForecastCategory])

/** Why a deal was won or lost, and for which of the two ends a reason serves. */
export const closeReasons = {
  price: { name: word('Price'), ends: ['won', 'lost'] },
  product: { name: word('Product fit'), ends: ['won', 'lost'] },
  relationship: { name: word('Relationship'), ends: ['won', 'lost'] },
  terms: { name: word('Terms of the contract'), ends: ['won', 'lost'] },
  partner: { name: word('What the partner brought'), ends: ['won'] },
  service: { name: word('Service and support'), ends: ['won', 'lost'] },
  competitor: { name: word('A competitor'), ends: ['lost'] },
  no_budget: { name: word('No budget'), ends: ['lost'] },
  no_decision: { name: word('No decision'), ends: ['lost'] },
  timing: { name: word('Timing'), ends: ['lost'] },
  duplicate: { name: word('Duplicate deal'), ends: ['lost'] },
  other: { name: word('Other'), ends: ['won', 'lost'] },
} as const satisfies Record<string, { name: string; ends: readonly DealStage[] }>
export type CloseReason = keyof typeof closeReasons
export const CloseReason = z.enum(Object.keys(closeReasons) as [CloseReason])

/** A programme's own stage: what it is called, as which of the six it counts, and what deals in it usually are. */
export const PipelineStage = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, word('must be a name like first_meeting')),
  name: line(60),
  /** As what it counts: open in one of four places, won, or lost. */
  stage: DealStage,
  /** The forecast category of its deals, where nobody says another. */
  forecast: ForecastCategory,
  /** Of a hundred such deals, how many are usually won. */
  probability: z.int().min(0).max(100),
  /** What must be so before a deal leaves it. */
  exit: paragraph(500).default(''),
})
export type PipelineStage = z.infer<typeof PipelineStage>

const usual: readonly z.input<typeof PipelineStage>[] = [
  {
    key: 'prospecting',
    name: dealStages.prospecting.name,
    stage: 'prospecting',
    forecast: 'pipeline',
    probability: 10,
  },
  { key: 'qualified', name: dealStages.qualified.name, stage: 'qualified', forecast: 'pipeline', probability: 25 },
  { key: 'proposal', name: dealStages.proposal.name, stage: 'proposal', forecast: 'best_case', probability: 50 },
  { key: 'negotiation', name: dealStages.negotiation.name, stage: 'negotiation', forecast: 'commit', probability: 75 },
  { key: 'won', name: dealStages.won.name, stage: 'won', forecast: 'closed', probability: 100 },
  { key: 'lost', name: dealStages.lost.name, stage: 'lost', forecast: 'omitted', probability: 0 },
]

const inOrder = (all: readonly PipelineStage[]) =>
  all.every((it, i) => i === 0 || dealStages[all[i - 1]!.stage].place <= dealStages[it.stage].place)

/** The pipeline of a programme: part of its version. */
export const PipelineRules = z.strictObject({
  /** In their order. A stage of the six that none counts as keeps its own name, for deals that stand there all the same. */
  stages: z
    .array(PipelineStage)
    .min(3)
    .max(20)
    .prefault([...usual])
    .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, word('names a stage twice'))
    .refine(inOrder, word('stand in another order than what they count as'))
    .refine(
      (all) => (['won', 'lost'] as const).every((end) => all.some(({ stage }) => stage === end)),
      word('need one that counts as won and one that counts as lost'),
    )
    .refine(
      (all) => all.every(({ key, stage }) => !(key in dealStages) || key === stage),
      word('have one that is named like another of the six than it counts as'),
    ),
  /** Whether a person who closes a deal must say why. Imports need not. */
  reasonNeeded: z.strictObject({ won: z.boolean().default(false), lost: z.boolean().default(true) }).prefault({}),
  /** Days in one stage without a next step ahead, after which a deal is marked as idle. */
  idleDays: z.int().min(1).max(365).default(30),
})
export type PipelineRules = z.infer<typeof PipelineRules>

/** The columns of a pipeline: the programme's stages, and at its place each of the six that none of them counts as. */
export function pipelineOf(own: readonly PipelineStage[]): PipelineStage[] {
  const lacking = stages.filter((stage) => !own.some((it) => it.stage === stage))
  const all = [...own, ...usual.filter(({ stage }) => lacking.includes(stage)).map((it) => PipelineStage.parse(it))]
  return all.toSorted((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage))
}

/**
 * The programme's stage that a deal stands in.
 * @param refined the key that the deal was moved to; null, or one that is no longer there, is the first that counts as `stage`
 */
export const standing = (all: readonly PipelineStage[], stage: DealStage, refined: string | null): PipelineStage =>
  all.find((it) => it.key === refined && it.stage === stage) ?? all.find((it) => it.stage === stage)!
