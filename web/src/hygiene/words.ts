import type { Duplicate } from '@hansa/contract/hygiene'

const fields: Record<string, string> = {
  name: 'name',
  domain: 'domain',
  country: 'country',
  place: 'place',
  phone: 'phone',
  registryNumber: 'registry number',
  parent: 'parent',
}

const levels: Record<string, string> = {
  same: 'same',
  structural: 'same but for its form',
  misspelt: 'spelt a little differently',
  acronym: 'an acronym of the other',
  longer: 'a longer form of the other',
  unit: 'a unit of the other',
  similar: 'similar',
  weak: 'somewhat similar',
  ending: 'same but for its ending',
  extended: 'an extension of the other',
  postcode: 'same postcode',
  city: 'same city',
  near: 'nearby',
  related: 'related',
  different: 'different',
}

type Reason = Duplicate['reasons'][number]

/** `domain: same` */
export const reasonText = ({ field, level }: Reason): string => `${fields[field] ?? field}: ${levels[level] ?? level}`

/** What a weight in bits says, in words. */
export const weightText = ({ weight }: Reason): string => {
  const times = Math.round(2 ** Math.min(Math.abs(weight), 20))
  if (times < 2) return 'says little'
  return `${times >= 1_000_000 ? 'a million' : times.toLocaleString()} times as ${weight > 0 ? 'likely' : 'unlikely'}`
}
