import { english } from '@hansa/contract/language'
import { COUNTRY_CODES } from './country-codes.ts'
import { problem, type Parsed } from './parsed.ts'

/**
 * A country as its ISO 3166-1 alpha-2 code: from that code, the alpha-3 code, its name in English or another language of
 * Hansa's, or a usual other name. A name that is only nearly one ("Philipines") is a problem with a suggestion, never a value.
 */
export function parseCountry(text: string): Parsed<string> {
  const key = text.length > 100 ? '' : normalized(text)
  const { byName } = atlas()
  const value = byName.get(key)
  if (value) return { value }
  const suggestion = nearest(key)
  if (!suggestion)
    return problem(text, english`is not a country; write its English name or its code, like Germany or DE`)
  return {
    ...problem(text, english`is not a country; perhaps ${nameOf(suggestion)} (${suggestion}) is meant`),
    suggestion,
  }
}

/** The same, without the search for what was meant: quick on texts that are no countries. */
export const isCountry = (text: string): boolean => text.length <= 100 && atlas().byName.has(normalized(text))

const inEnglish = new Intl.DisplayNames(['en'], { type: 'region' })
const nameOf = (code: string) => inEnglish.of(code) ?? code
const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'ja']

/** Other names in common use, as `normalized` has them; formal names as ISO and the United Nations write them. */
const ALSO = `
AE: uae, emirates
BA: bosnia
BN: brunei darussalam
BO: bolivia plurinational state of, plurinational state of bolivia
CD: congo dr, dr congo, drc, congo the democratic republic of the, democratic republic of the congo, congo democratic republic of the, zaire
CG: republic of the congo, congo republic, congo republic of the
CI: ivory coast
CN: prc, peoples republic of china, china peoples republic of, mainland china, china prc
CV: cape verde
CZ: czech republic
DO: dominican rep
FK: falkland islands malvinas
FM: micronesia federated states of, federated states of micronesia
GB: uk, great britain, britain, england, scotland, wales, northern ireland, united kingdom of great britain and northern ireland
GR: el, hellas
HK: hong kong china
IR: iran islamic republic of, islamic republic of iran
KP: north korea, dprk, korea democratic peoples republic of, democratic peoples republic of korea
KR: south korea, republic of korea, korea republic of, korea south
LA: lao pdr, lao peoples democratic republic
MD: moldova republic of, republic of moldova
MK: macedonia, fyrom, macedonia the former yugoslav republic of, republic of north macedonia
MM: burma
MO: macau, macao
NL: holland, the netherlands
PS: palestine state of, state of palestine
RU: russian federation
SA: ksa, kingdom of saudi arabia
SK: slovak republic
SY: syrian arab republic
SZ: swaziland
TL: east timor
TR: turkey, republic of turkiye
TW: taiwan province of china, taiwan roc, republic of china
TZ: tanzania united republic of, united republic of tanzania
US: usa, united states of america, america, the united states, u s a, u s
VA: holy see, vatican
VE: venezuela bolivarian republic of, bolivarian republic of venezuela
VN: viet nam
`

/** Built at the first use: about 1,700 names. */
let built: { byName: ReadonlyMap<string, string>; names: readonly string[] } | undefined
function atlas() {
  if (built) return built
  const byName = new Map<string, string>()
  const add = (name: string, code: string) => {
    const key = normalized(name)
    if (key && !byName.has(key)) byName.set(key, code)
  }
  for (const [alpha2, alpha3] of COUNTRY_CODES) {
    add(alpha2, alpha2)
    add(alpha3, alpha2)
  }
  for (const [, code = '', names = ''] of ALSO.matchAll(/^(..): (.*)$/gm))
    for (const name of names.split(', ')) add(name, code)
  for (const language of LANGUAGES) {
    for (const style of ['long', 'short'] as const) {
      const named = new Intl.DisplayNames([language], { type: 'region', style })
      for (const [code] of COUNTRY_CODES) for (const name of variants(named.of(code)!)) add(name, code)
    }
  }
  built = { byName, names: [...byName.keys()].filter((name) => name.length > 3) }
  return built
}

/** "Myanmar (Burma)" is also Myanmar, and Burma. */
const variants = (name: string) => [name, name.replace(/\s*\(.*\)/, ''), ...(/\((.*)\)/.exec(name)?.slice(1) ?? [])]

/** Lower case, without accents, dots and apostrophes, `&` as `and`. Letters beyond Latin stay. */
function normalized(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain
    .replace(/['’`.]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/**
 * The one country with a name at most two edits away (one, for short names) that starts with the same letter; undefined where several
 * are as near. "Korea" is two countries, of which one is nearly always meant.
 */
function nearest(key: string): string | undefined {
  if (key === 'korea') return 'KR'
  const { byName, names } = atlas()
  if (key.length < 4) return undefined
  let best = key.length < 7 ? 1 : 2
  let codes = new Set<string>()
  for (const name of names) {
    if (name[0] !== key[0] || Math.abs(name.length - key.length) > best) continue
    const distance = edits(key, name)
    if (distance > best) continue
    if (distance < best) codes = new Set()
    best = distance
    codes.add(byName.get(name)!)
  }
  return codes.size === 1 ? [...codes][0] : undefined
}

/** Letters to insert, remove, replace, or swap with their neighbour (optimal string alignment). */
function edits(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1)
    }
    ;[before, last] = [last, row]
  }
  return last[b.length]!
}
