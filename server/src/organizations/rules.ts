import { normaliseCompanyName } from '@hansa/analytics'
import { parse } from 'tldts'

/** `Crédit Agricole S.A.` → `credit agricole s.a.`: what sorting and searching compare. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()

/** Hosts whose registrable domain says nothing about the company: several firms share them. */
const shared = new Set([
  'github.com',
  'linkedin.com',
  'facebook.com',
  'twitter.com',
  'x.com',
  'medium.com',
  'notion.site',
  'google.com',
])

/**
 * The registrable domain behind a website or e-mail address: `https://www.acme.co.uk/shop` → `acme.co.uk`. Null where
 * there is none (an IP address, a bare suffix), or where the host is one that firms share.
 */
export function registrableDomain(address: string | null | undefined): string | null {
  if (!address) return null
  const { domain, publicSuffix, isIp, isIcann } = parse(address.replace(/^.*@/, '').trim(), {
    allowPrivateDomains: false,
  })
  // `.example` is kept for examples: what a sample's invented companies are found by.
  if (!domain || isIp || !(isIcann || publicSuffix === 'example') || shared.has(domain)) return null
  return domain
}

/** What matching compares: the name without legal form, punctuation and case. Never empty. */
export const matchName = (name: string): string => normaliseCompanyName(name).core || fold(name)

/** Rows without a common key that are one company within a file. */
export const identityOf = (ref: {
  readonly keys: readonly string[]
  readonly name?: string | null
  readonly website?: string | null
  readonly country?: string | null
}): string =>
  ref.keys[0]
    ? `key ${ref.keys[0]}`
    : (registrableDomain(ref.website) ?? `name ${matchName(ref.name ?? '')} ${ref.country ?? ''}`)

interface Named {
  readonly name: string
  readonly website?: string | null | undefined
  readonly city?: string | null | undefined
  readonly aliases?: readonly string[] | undefined
}

/** The columns that are derived from an organization's facts. */
export function derived({ name, website, city, aliases = [] }: Named) {
  const domain = registrableDomain(website)
  return {
    domain,
    sortName: fold(name),
    matchName: matchName(name),
    searchText: [...new Set([name, ...aliases, domain, city].filter((part): part is string => !!part).map(fold))].join(
      ' ',
    ),
  }
}

/** The columns that are derived from a person's facts; the e-mail is kept in the one spelling that is compared. */
export const personDerived = ({ name, email }: { name: string; email: string | null }) => ({
  email: email?.trim().toLowerCase() ?? null,
  sortName: fold(name),
  searchText: fold([name, email].filter(Boolean).join(' ')),
})
