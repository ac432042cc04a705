import type { Registration, RegistrationConflict, RegistrationRecord } from '@hansa/contract/registrations'
import { rejectionReasons } from '@hansa/contract/registration-states'
import { agoText, momentText, percentText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { None } from '../kit/None.tsx'
import { Tag } from '../kit/Tag.tsx'
import type { Tone } from '../kit/tokens.ts'
import { useNow } from '../kit/useNow.ts'
import { reasonText } from '../likeness.ts'

export const reasonOptions = Object.entries(rejectionReasons).map(([value, words]) => ({ value, label: t(words) }))

export const bands = {
  block: { words: t('Same customer'), tone: 'red' },
  review: { words: t('Could be the same'), tone: 'amber' },
  note: { words: t('Faintly alike'), tone: 'grey' },
} as const
export const kinds = { registration: t('Registration'), own_deal: t('Own deal'), renewal: t('Won business') } as const
const ranks = { protected: t('protected'), earlier: t('stands before'), later: t('stands behind') } as const
/** How something stands against a claim. */
export const rankText = ({ kind, rank }: Pick<RegistrationConflict, 'kind' | 'rank'>): string =>
  kind === 'renewal' ? t('incumbent') : ranks[rank]

const rules: Readonly<Record<string, string>> = {
  'conflict.block': t('The same customer, as far as the likeness that blocks'),
  'conflict.review': t('A likeness that a person decides on'),
  territories: t('Countries in which claims are taken'),
  families: t('Product families'),
  smallestValue: t('The smallest value'),
  'review.approveBySelf': t('Low risk is approved at once'),
  review: t('Every claim is reviewed'),
  'renewal.incumbent': t('A renewal of the incumbent’s own business'),
  'renewal.others': t('Renewals belong to the incumbent'),
  'renewal.unknown': t('A renewal of business that is not known'),
  clock: t('Time'),
  customer_choice: t('The customer’s written choice'),
  'protection.extendBySelf': t('The first extensions'),
}
/** A rule by its place in the version, in words. */
export const ruleText = (rule: string): string => rules[rule] ?? rule

/** `Same customer, 99%`; the tooltip says why. */
export function Likeness({ proposal }: { proposal: Registration['proposal'] }) {
  if (!proposal) return <None />
  const { likest, against } = proposal
  if (!likest) return <Tag tone="green">{t('Nothing')}</Tag>
  const { band, kind, probability, reasons } = likest
  const more = against > 1 ? ` +${against - 1}` : ''
  return (
    <Tag tone={bands[band].tone} title={[kinds[kind], ...reasons.map(reasonText)].join(' · ')}>
      {`${bands[band].words}, ${percentText(probability)}${more}`}
    </Tag>
  )
}

/** How long a review has left, in business days of the programme's calendar, or how long ago it should have been over. */
function dueText(
  { state, reviewDueAt, reviewLeft: left }: Registration,
  now: Date,
): [words: string, tone: Tone] | null {
  const whole = Math.round(left ?? 0)
  if (state === 'info_requested')
    return [
      whole > 0
        ? t('stands still, {count, number} business days left', {
            count: whole,
            defaultValue_one: 'stands still, {count} business day left',
          })
        : t('stands still, less than a business day left'),
      'grey',
    ]
  if (!reviewDueAt || left === null) return null
  const when = agoText(reviewDueAt, now)
  const ahead = new Date(reviewDueAt).getTime() - now.getTime()
  if (ahead <= 0) return [t('missed {when}', { when }), 'red']
  if (whole > 0)
    return [
      t('due in {count, number} business days', { count: whole, defaultValue_one: 'due in {count} business day' }),
      whole > 1 ? 'grey' : 'amber',
    ]
  return [ahead < 86_400_000 ? t('due {when}', { when }) : t('due in less than a business day'), 'amber']
}

/** The clock of a review, in words; the moment itself in the tooltip. */
export function ReviewClock({ it }: { it: Registration }) {
  const due = dueText(it, useNow())
  if (!due) return <None />
  const [words, tone] = due
  return (
    <Tag dot tone={tone} {...(it.reviewDueAt && { title: momentText(it.reviewDueAt) })}>
      {words}
    </Tag>
  )
}

type Suggestion = NonNullable<RegistrationRecord['suggestion']>

/** What the rules suggest, in the words of what is decided: a first decision, or an appeal against one. */
export const suggestionText = (act: Suggestion['act'], isAppeal: boolean): string => {
  if (act === 'look') return t('Look closely: somebody has to say whether it is the same customer')
  if (act === 'wait') return t('Wait: an earlier claim for this customer is decided first')
  if (isAppeal) return act === 'approve' ? t('Overturn: nothing stands against it now') : t('Uphold')
  if (act === 'approve') return t('Approve: nothing stands against it now')
  return act === 'reject' ? t('Refuse') : t('Already registered')
}
