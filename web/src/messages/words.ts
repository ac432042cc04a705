import type { Announcement } from '@hansa/contract/announcements'
import { partnerTypes } from '@hansa/contract/partners'
import { countryText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import type { Tone } from '../kit/tokens.ts'

export const stateTones: Record<Announcement['state'], Tone> = { draft: 'grey', published: 'green', withdrawn: 'red' }

/** Whom an announcement is for, in words. */
export function audienceText({ types, tiers, countries }: Announcement['audience']): string {
  const parts = [
    types.map((type) => t(partnerTypes[type])).join(', '),
    tiers.join(', '),
    countries.map((country) => countryText(country)).join(', '),
  ].filter((part) => part !== '')
  return parts.length === 0 ? t('All partners in the programme') : parts.join(' · ')
}
