import {
  applicationActs,
  applicationStates,
  type ApplicationAct,
  type ApplicationState,
  type RejectionReason,
} from '@hansa/contract/applications'
import { english, say, type Saying } from '@hansa/contract/language'

interface Act {
  readonly act: ApplicationAct
  readonly reason?: RejectionReason | undefined
  readonly note: string
}

/** Whether an act fits a state: true, or the sentence that says why not. */
export function mayAct(act: ApplicationAct, state: ApplicationState): true | string {
  if ((applicationActs[act].from as readonly ApplicationState[]).includes(state)) return true
  if (state === 'submitted') return english`It is still being vetted; that takes a moment.`
  if (act === 'reopen')
    return applicationStates[state].open
      ? english`It is open.`
      : english`What was approved is not reopened: off-board the partner instead.`
  return applicationStates[state].open
    ? english`The applicant has been asked already.`
    : english`It has been decided already; reopen it first.`
}

/** What is wrong with a decision itself: the field and a sentence; undefined where nothing is. */
export function wrongWithAct({ act, reason, note }: Act): [field: 'reason' | 'note', Saying] | undefined {
  if (act === 'reject' && !reason) return ['reason', say`a rejection needs a reason from the list`]
  if (act !== 'reject' && reason) return ['reason', say`only a rejection has a reason`]
  if (act === 'reject' && reason === 'other' && note === '')
    return ['note', say`the reason “other” needs words that the applicant can read`]
  if (act === 'ask' && note === '') return ['note', say`say what the applicant is asked`]
  return undefined
}
