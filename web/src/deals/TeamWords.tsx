import { participantRoles, type ParticipantRole } from '@hansa/contract/deal-credit-rules'
import { signatures, splitStates, type Signature, type SplitState } from '@hansa/contract/deal-splits'
import { participantStates, type ParticipantState } from '@hansa/contract/deal-teams'
import { optionsOf } from '../kit/choices.tsx'
import { t } from '../kit/language.tsx'
import { Percent } from '../kit/Numbers.tsx'
import { Tag } from '../kit/Tag.tsx'
import type { Tone } from '../kit/tokens.ts'

export const roleText = (role: ParticipantRole): string => t(participantRoles[role])
export const roleOptions = optionsOf(
  Object.fromEntries(Object.entries(participantRoles).map(([role, name]) => [role, t(name)])),
)

const stateTones: Record<ParticipantState, Tone> = {
  invited: 'blue',
  active: 'green',
  declined: 'grey',
  left: 'grey',
  removed: 'grey',
  dissolved: 'violet',
}
export const ParticipantTag = ({ state }: { state: ParticipantState }) => (
  <Tag dot tone={stateTones[state]}>
    {t(participantStates[state])}
  </Tag>
)

const splitTones: Record<SplitState, Tone> = {
  proposed: 'blue',
  disputed: 'red',
  agreed: 'green',
  default: 'amber',
  locked: 'green',
  replaced: 'grey',
}
export const SplitTag = ({ state }: { state: SplitState }) => (
  <Tag dot tone={splitTones[state]}>
    {t(splitStates[state])}
  </Tag>
)

const signatureTones: Record<Signature, Tone> = {
  waiting: 'blue',
  signed: 'green',
  disputed: 'red',
  not_needed: 'grey',
}
export const SignatureTag = ({ signature }: { signature: Signature }) => (
  <Tag dot tone={signatureTones[signature]}>
    {t(signatures[signature])}
  </Tag>
)

/** A share, given in hundredths of a percent. */
export const ShareText = ({ basisPoints }: { basisPoints: number | null }) => (
  <Percent value={basisPoints === null ? null : basisPoints / 10_000} digits={2} />
)
