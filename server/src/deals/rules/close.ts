import { say, term, type Saying } from '@hansa/contract/language'
import { closeReasons, dealStages, type DealStage, type PipelineRules } from '@hansa/contract/pipeline'
import type { DealFacts, Said } from './deal.ts'
import type { LineFact } from './lines.ts'
import { totalOf } from './lines.ts'

interface Wrong {
  readonly field: string
  readonly message: Saying
}

/**
 * What a person may not say of a deal, by field: a reason for another end, an end without a needed reason, a forecast of
 * what is decided, a value beside lines.
 *
 * @param before where it stood; a close that is not new needs no reason
 */
export function sayingProblem(
  said: Said,
  { deal, linesAfter }: { readonly deal: DealFacts; readonly linesAfter: readonly LineFact[] },
  before: DealStage | undefined,
  rules: PipelineRules,
): Wrong | undefined {
  const { stage, closeReason, closeNote } = deal
  const stands = term(dealStages[stage].name)
  const { closed } = dealStages[stage]
  const early = closed ? undefined : (['closeReason', 'closeNote', 'competitor'] as const).find((field) => said[field])
  if (early) return { field: early, message: say`is only for a closed deal; this one stands at “${stands}”` }
  if (said.closeReason && !(closeReasons[said.closeReason].ends as readonly DealStage[]).includes(stage))
    return {
      field: 'closeReason',
      message: say`“${term(closeReasons[said.closeReason].name)}” is no reason for “${stands}”`,
    }
  if ((stage === 'won' || stage === 'lost') && rules.reasonNeeded[stage]) {
    const isNew = before !== stage || said.closeReason !== undefined
    if (isNew && !closeReason)
      return { field: 'closeReason', message: say`is needed: say why the deal came to “${stands}”` }
  }
  if (said.closeReason === 'other' && !closeNote)
    return { field: 'closeNote', message: say`is needed where the reason is “${term(closeReasons.other.name)}”` }
  if (said.forecast && closed)
    return { field: 'forecast', message: say`of a closed deal follows from its end, “${stands}”` }
  if (said.forecast === 'closed')
    return { field: 'forecast', message: say`cannot be “Closed” while the deal stands at “${stands}”` }
  if (said.value !== undefined && linesAfter.length > 0) {
    const { amount, currency } = deal
    if (said.value?.amount !== amount || said.value.currency !== currency)
      return {
        field: 'value',
        message: say`follows from the lines: they sum to ${String(totalOf(linesAfter))} minor units of ${currency}`,
      }
  }
  return undefined
}
