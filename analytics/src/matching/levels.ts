/**
 * What is compared, and how well it can agree: per field the levels from best to worst. Level 0 is always "unknown": one
 * side does not say, and nothing follows from it.
 */
export const LEVELS = {
  name: ['unknown', 'same', 'structural', 'misspelt', 'acronym', 'longer', 'unit', 'similar', 'weak', 'different'],
  domain: ['unknown', 'same', 'ending', 'extended', 'different'],
  country: ['unknown', 'same', 'different'],
  place: ['unknown', 'postcode', 'city', 'near', 'different'],
  phone: ['unknown', 'same', 'different'],
  registryNumber: ['unknown', 'same', 'different'],
  parent: ['unknown', 'same', 'related', 'different'],
} as const

export type CompanyField = keyof typeof LEVELS
export type CompanyLevel = (typeof LEVELS)[CompanyField][number]

export const FIELDS = Object.keys(LEVELS) as readonly CompanyField[]

export const NAME = 0
export const DOMAIN = 1
export const COUNTRY = 2
export const PLACE = 3
export const PHONE = 4
export const REGISTRY = 5
export const PARENT = 6

/** Level numbers of the name, as they are used in the inner loop. */
export const NAME_LEVEL = {
  unknown: 0,
  same: 1,
  structural: 2,
  misspelt: 3,
  acronym: 4,
  longer: 5,
  unit: 6,
  similar: 7,
  weak: 8,
  different: 9,
} as const
