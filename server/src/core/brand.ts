import type { Language } from '@hansa/contract/language'
import { sql, type Generated, type Transaction } from 'kysely'
import type { Db } from './database/scope.ts'
import type { Tables } from './database/tables.ts'

declare module './database/tables.ts' {
  interface Tables {
    brand: {
      ecosystemId: Generated<string>
      name: string | null
      lightColour: string | null
      darkColour: string | null
      domain: string | null
      language: Language
      supportEmail: string | null
      logo: Buffer | null
      logoType: string | null
      logoHash: string | null
      version: number
    }
  }
}

/** How an ecosystem presents itself to its partners: in the portal, at its door, and in mails. */
export interface BrandLook {
  /** The ecosystem's own, where none was chosen. */
  readonly name: string
  readonly ecosystemName: string
  readonly lightColour: string | null
  readonly darkColour: string | null
  /** The host that the portal answers on, besides this Hansa's own address. */
  readonly domain: string | null
  readonly language: Language
  readonly supportEmail: string | null
  readonly logoHash: string | null
}

type Found = Omit<BrandLook, 'name' | 'language'> & { name: string | null; language: Language | null }
const present = (row: Found): BrandLook => ({
  ...row,
  name: row.name ?? row.ecosystemName,
  language: row.language ?? 'en',
})

/** The look of the ecosystem that the transaction stands in. */
export async function brandHere(db: Db): Promise<BrandLook> {
  const row = await db
    .selectFrom('ecosystem')
    .leftJoin('brand', 'brand.ecosystemId', 'ecosystem.id')
    .select([
      'ecosystem.name as ecosystemName',
      'brand.name',
      'brand.lightColour',
      'brand.darkColour',
      'brand.domain',
      'brand.language',
      'brand.supportEmail',
      'brand.logoHash',
    ])
    .executeTakeFirstOrThrow()
  return present(row)
}

/**
 * The look of the portal that answers on a host. Undefined where there are several ecosystems and none has this host:
 * then nobody's portal is meant before somebody has signed in.
 */
export async function brandAt(db: Transaction<Tables>, host: string): Promise<BrandLook | undefined> {
  const { rows } = await sql<Found>`select * from brand_at(${host})`.execute(db)
  return rows[0] && present(rows[0])
}

/** Whether a host is a portal's own. */
export const isPortalHost = async (db: Transaction<Tables>, host: string): Promise<boolean> =>
  (await brandAt(db, host))?.domain === host

/**
 * Where a mail's link leads: to the portal's own host, where the vendor has given it one and the path is the portal's;
 * else to this Hansa's own address.
 *
 * @param address this Hansa's own, without a slash at its end
 */
export const addressOf = (brand: Pick<BrandLook, 'domain'>, address: string, path: string): string =>
  brand.domain && /^\/portal(?:[/?#]|$)/.test(path) ? `https://${brand.domain}${path}` : address + path
