import { say, type Saying } from '@hansa/contract/language'
import type { ParticipantState } from '@hansa/contract/deal-teams'

/** What can happen to a place in a deal’s team, from which states, and where it leads. */
const moves = {
  accept: { from: ['invited'], to: 'active' },
  decline: { from: ['invited'], to: 'declined' },
  leave: { from: ['active'], to: 'left' },
  remove: { from: ['invited', 'active'], to: 'removed' },
  /** The deal is closed: who was in the team has been, whoever never answered is no longer asked. */
  dissolve: { from: ['active'], to: 'dissolved' },
  lapse: { from: ['invited'], to: 'removed' },
  /** A closed deal is open again. */
  form_again: { from: ['dissolved'], to: 'active' },
} as const satisfies Record<string, { from: readonly ParticipantState[]; to: ParticipantState }>
export type TeamMove = keyof typeof moves

const refusals: Record<ParticipantState, Saying> = {
  invited: say`The invitation is not answered yet.`,
  active: say`It is in the team already.`,
  declined: say`The invitation was declined.`,
  left: say`It has left the team.`,
  removed: say`It was taken out of the team.`,
  dissolved: say`The team dissolved when the deal was closed.`,
}

/** Whether a place in a team takes up its role: nobody is in one deal twice in the same role. */
export const isTaken = (state: ParticipantState): boolean => state === 'invited' || state === 'active'

/** Whether a move is open from a state: true, or why not. */
export const mayMove = (state: ParticipantState, move: TeamMove): true | Saying =>
  (moves[move].from as readonly ParticipantState[]).includes(state) || refusals[state]

interface Place {
  readonly state: ParticipantState
  readonly fromDay: string | null
}

/**
 * A place after a move that is open.
 * @param day today
 */
export function movedTo(place: Place, move: TeamMove, day: string) {
  const { to } = moves[move]
  return {
    state: to,
    fromDay: to === 'active' ? (place.fromDay ?? day) : place.fromDay,
    untilDay: to === 'active' ? null : day,
  }
}
