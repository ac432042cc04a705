import type { Duplicate } from '@hansa/contract/hygiene'
import { t } from './kit/language.tsx'

const fields: Record<string, string> = {
  name: t('name'),
  domain: t('domain'),
  country: t('country'),
  place: t('place'),
  phone: t('phone'),
  registryNumber: t('registry number'),
  parent: t('parent'),
}

const levels: Record<string, string> = {
  same: t('same'),
  structural: t('same but for its form'),
  misspelt: t('spelt a little differently'),
  acronym: t('an acronym of the other'),
  longer: t('a longer form of the other'),
  unit: t('a unit of the other'),
  similar: t('similar'),
  weak: t('somewhat similar'),
  ending: t('same but for its ending'),
  extended: t('an extension of the other'),
  postcode: t('same postcode'),
  city: t('same city'),
  near: t('nearby'),
  related: t('related'),
  different: t('different'),
}

type Reason = Duplicate['reasons'][number]

/** `domain: same` */
export const reasonText = ({ field, level }: Reason): string => `${fields[field] ?? field}: ${levels[level] ?? level}`

/** What a weight in bits says, in words. */
export const weightText = ({ weight }: Reason): string => {
  const times = Math.round(2 ** Math.min(Math.abs(weight), 20))
  if (times < 2) return t('says little')
  return weight > 0
    ? t('{count, number} times as likely', { count: Math.min(times, 1_000_000) })
    : t('{count, number} times as unlikely', { count: Math.min(times, 1_000_000) })
}
