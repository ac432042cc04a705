import type { Certification } from '@hansa/contract/enablement'
import { dayOf, wordsOf } from '../kit/format.ts'
import { Tag } from '../kit/Tag.tsx'
import { retold, t } from '../kit/language.tsx'

/** The reader's today. */
export const today = (): string => dayOf(new Date().toISOString())
const soonDays = 60

/** Whether a certification is valid, runs out within 60 days, or ended, and why. */
export function Standing({ certification }: { certification: Certification }) {
  const { endedOn, endReason, expiresOn } = certification
  if (endedOn)
    return (
      <Tag dot title={endReason ?? ''}>
        {endReason === 'expired' ? t('Expired') : endReason ? retold(wordsOf(endReason)) : t('Ended')}
      </Tag>
    )
  const soon = expiresOn !== null && (Date.parse(expiresOn) - Date.parse(today())) / 86_400_000 <= soonDays
  return (
    <Tag dot tone={soon ? 'amber' : 'green'}>
      {soon ? t('Expires soon') : t('Valid')}
    </Tag>
  )
}
