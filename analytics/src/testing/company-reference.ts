import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CompanyRecord } from '../matching/record.ts'

const folder = join(import.meta.dirname, '../../../../shared/data/reference/companies')

/** Two CRM lists of 20,000 companies with truth, where the folder is there (it may not be shipped). */
export const companyReference = {
  found: existsSync(folder),
  absent: 'skipped: ../shared/data/reference/companies is not here',
  load: (): { left: CompanyRecord[]; right: CompanyRecord[]; truth: Int32Array } => {
    const vendor = rows('crm20k_vendor.csv')
    const partner = rows('crm20k_partner.csv')
    const rowOf = (list: readonly string[][]): Map<string, number> => new Map(list.map(([id], row) => [id ?? '', row]))
    const [leftRows, rightRows] = [rowOf(vendor), rowOf(partner)]
    const truth = new Int32Array(vendor.length).fill(-1)
    for (const [left, right] of rows('crm20k_truth.csv')) truth[leftRows.get(left!)!] = rightRows.get(right!)!
    return { left: vendor.map(toRecord), right: partner.map(toRecord), truth }
  },
}

function toRecord([, name, host, city, , postcode, country, phone]: readonly string[]): CompanyRecord {
  return { name: name!, domain: registrable(host!), city, postcode, country, phone }
}

/** Enough of the public-suffix rules for these lists: "shop.acme.co.jp" → "acme.co.jp". */
function registrable(host: string): string {
  const bare = host
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(/^www\./, '')
  const parts = bare.split('.')
  const second = parts.at(-2) ?? ''
  const isPublic = /^(co|com|net|org|ac|gov|edu|or|ne|go|gr|ad)$/.test(second) && parts.at(-1)!.length === 2
  return parts.slice(isPublic ? -3 : -2).join('.')
}

/** The rows of a CSV file without its header. */
function rows(file: string): string[][] {
  const text = readFileSync(join(folder, file), 'utf8')
  const out: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n\r]*))(,|\r?\n|$)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === ',') continue
    if (row.length > 1) out.push(row)
    row = []
  }
  return out.slice(1)
}

/** How well found pairs meet the truth (for each left row the right row, or −1). */
export function accuracy(
  found: { readonly left: ArrayLike<number>; readonly right: ArrayLike<number> },
  truth: Int32Array,
): { precision: number; recall: number; f1: number } {
  const total = truth.filter((right) => right >= 0).length
  let hits = 0
  for (let at = 0; at < found.left.length; at++) if (truth[found.left[at]!] === found.right[at]) hits++
  return { precision: hits / found.left.length, recall: hits / total, f1: (2 * hits) / (found.left.length + total) }
}
