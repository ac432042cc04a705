import { z } from 'zod'
import { english, word } from './language.ts'

/** Ids say what they are and sort by the moment they were made: `org_01k9…`. */
export const id = <P extends string>(prefix: P) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`), english`must be an id like ${prefix}_01k9…`)

/** Text that a person typed: trimmed, not empty. */
export const line = (most = 200) => z.string().trim().min(1).max(most)
export const paragraph = (most = 4000) => z.string().trim().max(most)

/** ISO 4217 code. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, word('must be a currency code like EUR'))

/** A name of the IANA time zone database. Offsets such as `+01:00` are none: they know no summer time. */
export const TimeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, { error: word('must be a time zone like Europe/Berlin') })

function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Integer minor units (cents, for EUR) of a currency. */
export const Money = z.object({ amount: z.int(), currency: Currency })
export type Money = z.infer<typeof Money>

/** ISO 3166-1 alpha-2. */
export const Country = z.string().regex(/^[A-Z]{2}$/, word('must be a country code like DE'))

/** A calendar day without a time zone: `2026-03-31`. */
export const Day = z.iso.date()
/** A moment: `2026-03-31T09:00:00Z`. */
export const Moment = z.iso.datetime({ offset: true })
/** A calendar month: `2026-03`. */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, word('must be a month like 2026-03'))

export const Tags = z.array(line(40)).max(50)

/** The number that an edit must name: it was read at this version, and is refused when someone was faster. */
export const Version = z.int().positive()

/** What the caller may do next with a record: `true`, or the reason why not. */
export const May = z.record(z.string(), z.union([z.literal(true), z.string()]))

/** A query parameter that may be given several times. */
export const many = <T extends z.ZodType>(one: T) => z.union([z.array(one).max(100), one.transform((value) => [value])])
/** A query parameter that says yes or no. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')])

/**
 * The input of every list: search, sort (`name`, or `-name` for descending; the first one given is the default), the
 * place to go on from, a page's size, and the list's own filters.
 */
export const listInput = <const S extends string, F extends z.ZodRawShape>(sorts: readonly [S, ...S[]], filters: F) => {
  type Sort = S | `-${Bare<S>}` | Bare<S>
  const bare = sorts.map((sort) => sort.replace(/^-/, ''))
  const names = z.enum([...bare, ...bare.map((sort) => `-${sort}`)] as [Sort, ...Sort[]])
  return z.object({
    q: z.string().trim().max(200).optional(),
    sort: names.default(sorts[0] as unknown as never),
    after: z.string().max(1000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    ...filters,
  })
}
type Bare<S extends string> = S extends `-${infer B}` ? B : S

/** A page of a list. `next` goes into `after`; `total` counts up to 10,000, and is given with the first page alone. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable(), total: z.int().optional() })

export const Done = z.object({ done: z.literal(true) })
