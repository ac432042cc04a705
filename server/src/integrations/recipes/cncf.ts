import { word } from '@hansa/contract/language'
import type { Recipe } from '@hansa/contract/integrations'

/** Names carry how they are listed: `Acme (member)`. */
const listed = [' (member)', ' (supporter)', ' (contributor)']
/** The foundation's own page stands for companies that did not want to be named: no company can be told by it. */
const unnamed = 'https://www.cncf.io'

const member = {
  name: { column: 'name', cut: listed },
  // One address was mistyped in 32 of the lists.
  website: { column: 'homepage_url', words: { 'https://https://www.mitre.org/': 'https://www.mitre.org/' } },
  day: { column: 'snapshot_month' },
  tier: { column: 'tier' },
  types: { value: 'technology' },
}

/** What is certified carries the programme: `Acme (KCSP)`. */
const programmes = [' (KCSP)', ' (KTP)', ' (KCNTP)']

const certified = {
  name: { column: 'name', cut: programmes },
  website: { column: 'homepage_url' },
  day: { column: 'snapshot_month' },
  certification: { column: 'certification' },
}

export const cncfMembers: Recipe = {
  id: 'cncf_members',
  name: word('CNCF members by month'),
  about: word(
    'Monthly lists of the members of the Cloud Native Computing Foundation: a member is a partner, its level a dated tier; who is missing from the next list has left. Companies are known by their Crunchbase address, else by name; placeholders for unnamed members are left out.',
  ),
  shipped: true,
  columns: ['snapshot_month', 'tier', 'name', 'homepage_url', 'crunchbase'],
  mapping: {
    source: 'cncf',
    nulls: ['', '#N/A'],
    outputs: [
      {
        target: 'partnerships',
        fields: { ...member, key: { column: 'crunchbase' } },
        only: { column: 'crunchbase', values: ['', unnamed], not: true },
        snapshot: { period: 'snapshot_month' },
      },
      {
        target: 'partnerships',
        fields: { ...member, key: { column: 'name', cut: listed } },
        only: { column: 'crunchbase', values: [''] },
        snapshot: { period: 'snapshot_month' },
      },
    ],
  },
}

export const cncfCertified: Recipe = {
  id: 'cncf_certified',
  name: word('CNCF certified providers by month'),
  about: word(
    'Monthly lists of what the foundation certified (service providers, training partners, distributions, hosted and installer products): named from one list on it is granted, missing from the next it has lapsed.',
  ),
  shipped: true,
  columns: ['snapshot_month', 'certification', 'name', 'homepage_url', 'crunchbase'],
  mapping: {
    source: 'cncf',
    nulls: ['', '#N/A'],
    outputs: [
      {
        target: 'certifications',
        fields: { ...certified, key: { column: 'crunchbase' } },
        only: { column: 'crunchbase', values: ['', unnamed], not: true },
        snapshot: { period: 'snapshot_month' },
      },
      {
        target: 'certifications',
        fields: { ...certified, key: { column: 'name', cut: programmes } },
        only: { column: 'crunchbase', values: [''] },
        snapshot: { period: 'snapshot_month' },
      },
    ],
  },
}
