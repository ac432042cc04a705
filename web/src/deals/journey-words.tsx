import { participantRoles, type ParticipantRole } from '@hansa/contract/deal-credit-rules'
import type { JourneyHappening, OwnHappening, Rate } from '@hansa/contract/customer-journey'
import { journeyStages, type JourneyStage } from '@hansa/contract/journey-rules'
import { channelWords, happeningWords, otherContact, touchRoles } from '@hansa/contract/journey-words'
import type { ReactNode } from 'react'
import { optionsOf } from '../kit/choices.tsx'
import { countText, percentText, wordsOf } from '../kit/format.ts'
import { rich, t } from '../kit/language.tsx'
import { Muted } from '../kit/layout.tsx'
import { None } from '../kit/None.tsx'
import { Tag } from '../kit/Tag.tsx'
import type { Tone } from '../kit/tokens.ts'
import { stageNames } from './words.ts'

export const journeyNames = Object.fromEntries(
  Object.entries(journeyStages).map(([stage, { name }]) => [stage, t(name)]),
) as Record<JourneyStage, string>
export const journeyOrder = Object.keys(journeyStages) as JourneyStage[]
export const journeyOptions = optionsOf(journeyNames)

const tones: Record<JourneyStage, Tone> = {
  aware: 'grey',
  evaluate: 'blue',
  decide: 'amber',
  adopt: 'green',
  expand: 'accent',
  renew: 'violet',
}
export const JourneyTag = ({ stage }: { stage: JourneyStage }) => (
  <Tag dot tone={tones[stage]}>
    {journeyNames[stage]}
  </Tag>
)

export const touchRoleText = (role: string): string =>
  t(participantRoles[role as ParticipantRole] ?? touchRoles[role] ?? wordsOf(role))

/** What happened as a sentence, in the reader's language. @param who as it is shown: a name, a link */
export function sentenceOf(
  { what, channel, count }: Pick<JourneyHappening | OwnHappening, 'what' | 'channel' | 'count'>,
  who: ReactNode,
): ReactNode {
  const words = what === 'contact' ? (channelWords[channel ?? ''] ?? otherContact) : happeningWords[what]!
  const how = what === 'contact' && channel && !(channel in channelWords) ? `: ${wordsOf(channel)}` : ''
  return (
    <>
      {rich(count === 1 ? words.one : words.many, {
        who,
        count: countText(count),
        stage: stageNames[channel as keyof typeof stageNames] ?? channel,
      })}
      {how}
    </>
  )
}

const percent = (value: number) => percentText(value, undefined, 0)
const days = (value: number) =>
  t('{count, number} days', { count: Math.round(value), defaultValue_one: '{count, number} day' })

/** A figure with its interval below, or what it needs. */
export function RateText({ rate, unit = 'share' }: { rate: Rate; unit?: 'share' | 'days' }) {
  const text = unit === 'share' ? percent : days
  if (rate.value === null)
    return rate.of === 0 ? <None /> : <Muted small>{t('needs {count, number} more', { count: rate.needs ?? 1 })}</Muted>
  const limit = unit === 'share' ? percent : (value: number) => countText(Math.round(value))
  const range =
    rate.low === null
      ? null
      : rate.high === null
        ? t('from {low}', { low: limit(rate.low) })
        : t('{low} to {high}', { low: limit(rate.low), high: limit(rate.high) })
  return (
    <>
      {text(rate.value)} {range && <Muted small>({range})</Muted>}
    </>
  )
}
