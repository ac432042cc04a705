import type { OwnRegistration } from '@hansa/contract/registrations'
import { registrationStates, type RegistrationState } from '@hansa/contract/registration-states'
import { t } from '../kit/language.tsx'
import { Tag } from '../kit/Tag.tsx'
import type { Tone } from '../kit/tokens.ts'

const tones: Record<RegistrationState, Tone> = {
  draft: 'grey',
  submitted: 'blue',
  in_review: 'blue',
  info_requested: 'amber',
  approved: 'green',
  extension_requested: 'blue',
  expiring: 'amber',
  expired: 'grey',
  converted: 'green',
  won: 'green',
  lost: 'grey',
  rejected: 'red',
  duplicate: 'red',
  in_appeal: 'violet',
  withdrawn: 'grey',
  revoked: 'red',
}

export const RegistrationTag = ({ state, dot = false }: { state: RegistrationState; dot?: boolean }) => (
  <Tag dot={dot} tone={tones[state]}>
    {t(registrationStates[state].name)}
  </Tag>
)

/** That the partner does nothing with its protected customer; nothing where it does. */
export const SilenceTag = ({ silence }: { silence: OwnRegistration['silence'] }) =>
  silence === 'none' ? null : (
    <Tag tone={silence === 'at_risk' ? 'red' : 'amber'}>
      {silence === 'at_risk' ? t('At risk for its silence') : t('Reminded of its silence')}
    </Tag>
  )

export const stateOptions = (Object.keys(registrationStates) as RegistrationState[]).map((value) => ({
  value,
  label: t(registrationStates[value].name),
}))

/** Who did a step of the history, in words: names of the partner's own people stand as they are. */
export const actorText = (actor: string): string =>
  actor === 'vendor'
    ? t('The vendor')
    : actor === 'rules'
      ? t('The programme’s rules')
      : actor === 'clock'
        ? t('The clock')
        : actor
