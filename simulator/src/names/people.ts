import type { Random } from '../random.ts'
import { slug, type Company } from './companies.ts'
import { familyNames, givenNames } from './parts.ts'

export interface Person {
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly title: string
}

const titles = [
  ['Managing Director', 3],
  ['Head of Alliances', 2],
  ['Sales Manager', 4],
  ['Solution Architect', 3],
  ['Marketing Manager', 2],
  ['Service Delivery Manager', 2],
  ['Consultant', 4],
] as const

/** Somebody who works at a company, with an address at its domain. */
export function personAt({ country, domain }: Company, random: Random): Person {
  const name = personName(country.language, random)
  return {
    name,
    email: `${slug(name).replace('-', '.')}@${domain}`,
    // 555 01xx is kept for fiction in North America, and too short to be a number elsewhere.
    phone: `+${country.dial} 555 01${random.whole(10, 99)}`,
    title: random.weighted(titles),
  }
}

export const personName = (language: Company['country']['language'], random: Random): string =>
  `${random.pick(givenNames[language])} ${random.pick(familyNames[language])}`
