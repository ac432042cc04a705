import { InvalidInput } from '../errors.ts'

/** A company as a list or a CRM knows it. Everything but the name may be missing; missing is never held against a pair. */
export interface CompanyRecord {
  readonly name: string
  /** Former, local and trading names. The best pair of names counts. */
  readonly aliases?: readonly string[] | null | undefined
  /** Registrable domain in lower case ("acme.co.uk", not "www.acme.co.uk"). Free mail and shared hosts are ignored. */
  readonly domain?: string | null | undefined
  /** Any code or spelling, as long as both sides use the same. */
  readonly country?: string | null | undefined
  readonly city?: string | null | undefined
  readonly postcode?: string | null | undefined
  /** With or without country code; compared by its last nine digits. */
  readonly phone?: string | null | undefined
  /** Register, VAT, LEI, DUNS numbers: one in common is nearly proof. */
  readonly registryNumbers?: readonly string[] | null | undefined
  /** Name of the parent company. A company and its parent are related, not the same. */
  readonly parent?: string | null | undefined
}

/** Refuses what is not a company record; `field` names the place in the caller's list. */
export function checkRecord(field: string, record: CompanyRecord): void {
  if (record === null || typeof record !== 'object') throw new InvalidInput(field, record, 'a company record')
  if (typeof record.name !== 'string') throw new InvalidInput(`${field}.name`, record.name, 'a string')
  for (const key of ['domain', 'country', 'city', 'postcode', 'phone', 'parent'] as const) {
    const value: unknown = record[key]
    if (value !== undefined && value !== null && typeof value !== 'string') {
      throw new InvalidInput(`${field}.${key}`, value, 'a string, or left out')
    }
  }
  for (const key of ['aliases', 'registryNumbers'] as const) {
    const list: unknown = record[key]
    if (list === undefined || list === null) continue
    if (!Array.isArray(list)) throw new InvalidInput(`${field}.${key}`, list, 'a list of strings, or left out')
    const odd: unknown = list.find((item) => typeof item !== 'string')
    if (odd !== undefined) throw new InvalidInput(`${field}.${key}`, odd, 'a list of strings')
  }
}

/** Letters and digits only, Latin, upper case; leading zeros off (spreadsheets eat them). '' where nothing is left. */
export function bareCode(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/^0+/, '')
}

/** A postcode without spaces and hyphens; of a US ZIP+4 the five digits that everybody writes. */
export function barePostcode(text: string): string {
  return /^\s*\d{5}-\d{4}\s*$/.test(text) ? bareCode(text.trim().slice(0, 5)) : bareCode(text)
}

/** The last nine digits of a telephone number; '' where there are fewer than seven. */
export function barePhone(text: string): string {
  const digits = text.replace(/\D/g, '')
  return digits.length < 7 ? '' : digits.slice(-9)
}
