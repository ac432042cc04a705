import { pipelineOf, standing, type DealStage, type PipelineRules, type PipelineStage } from '@hansa/contract/pipeline'
import { say } from '@hansa/contract/language'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import { missing } from '../../core/errors.ts'
import { listProgrammes, rulesAt } from '../../programme/queries/programmes.ts'

/** The pipeline of one programme as it is now. */
export interface Pipeline {
  readonly programmeId: string
  readonly name: string
  /** Whether deals that name no programme stand in it. */
  readonly isDefault: boolean
  readonly rules: PipelineRules
  readonly stages: readonly PipelineStage[]
}

/** The pipelines of all programmes, the default one first. */
export async function pipelines(db: Db, now: Date): Promise<Pipeline[]> {
  const programmes = await listProgrammes(db, now)
  return Promise.all(
    programmes.map(async ({ id, name, isDefault }) => {
      const rules = (await rulesAt(db, id, now)).rules.pipeline
      return { programmeId: id, name, isDefault, rules, stages: pipelineOf(rules.stages) }
    }),
  )
}

/** The pipeline that a deal, or a list, of this programme is about. */
export function pipelineFor(all: readonly Pipeline[], programmeId: string | null | undefined): Pipeline {
  const found = all.find((it) => (programmeId ? it.programmeId === programmeId : it.isDefault))
  if (!found) throw missing(say`programme`, programmeId ?? '')
  return found
}

/** What a deal's programme calls the stage that it stands in, and what follows from that. */
export function named<T extends { programmeId: string | null; stage: DealStage; pipelineStage: string | null }>(
  all: readonly Pipeline[],
  deal: T & { forecast: PipelineStage['forecast'] | null },
) {
  const { key, name, forecast } = standing(pipelineFor(all, deal.programmeId).stages, deal.stage, deal.pipelineStage)
  return { ...deal, pipelineStage: key, pipelineStageName: name, forecastCategory: deal.forecast ?? forecast }
}

export interface ProgrammeFilter {
  readonly programmeId: string
  readonly isDefault: boolean
}
export interface StageFilter {
  readonly stage: PipelineStage
  /** All stages of its pipeline. */
  readonly of: readonly PipelineStage[]
}

/** The deals of a programme; those that name none are in the default one. `of`: the table. */
export const inProgramme = ({ programmeId, isDefault }: ProgrammeFilter, of = 'deal'): RawBuilder<boolean> => {
  const column = sql.ref(`${of}.programme_id`)
  return isDefault
    ? sql<boolean>`(${column} is null or ${column} = ${programmeId})`
    : sql<boolean>`${column} = ${programmeId}`
}

/** The deals that stand in a stage of a programme: in the first that counts as a stage stand also those that name none. */
export function standsIn({ stage, of }: StageFilter): RawBuilder<boolean> {
  const alike = of.filter((it) => it.stage === stage.stage)
  const counts = sql<boolean>`deal.stage = ${stage.stage}`
  if (alike.length === 1) return counts
  if (alike[0] !== stage) return sql<boolean>`(${counts} and deal.pipeline_stage = ${stage.key})`
  const others = sql.join(alike.slice(1).map(({ key }) => key))
  return sql<boolean>`(${counts} and (deal.pipeline_stage is null or deal.pipeline_stage not in (${others})))`
}
