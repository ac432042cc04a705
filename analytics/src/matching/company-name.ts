import { latinLegalForms, splitLegalForm } from './legal-forms.ts'
import { toLatin } from './transliterate.ts'

/** A company name, taken apart for comparison. Made by {@link normaliseCompanyName}; all parts are lower case and Latin. */
export interface CompanyName {
  /** The name without legal form, punctuation and small words, abbreviations written out: the tokens joined by a space. */
  readonly core: string
  /** Canonical legal form ('gmbh', 'co ltd'), or null where the name bears none. */
  readonly legalForm: string | null
  /** The words of the core, in their order. */
  readonly tokens: readonly string[]
  /** Initials of the core's words ('ibm'); empty for a name of one word. */
  readonly acronym: string
}

/** Written short → written out. Plurals that vary from list to list count as spellings of one word. */
const WRITTEN_OUT = spellings(`
international: intl int'l internat
technology: tech technologies techs tec techn
manufacturing: mfg manuf mfr
holding: holdings hldg hldgs hld
group: grp groups groupe grupo gruppe gruppo
service: services svc svcs svs
system: systems sys syst
industry: industries ind inds
development: dev devt devel
management: mgmt mgt mngt
financial: fin fincl
engineering: eng engg engr
association: assoc assn
brothers: bros
communication: communications comm comms
telecommunication: telecommunications telecom telekom telecoms
pharmaceutical: pharmaceuticals pharma pharm
chemical: chemicals chem
electronic: electronics elec electr
national: natl nat'l
university: univ
institute: inst
laboratory: laboratories lab labs
resource: resources res
energy: enrg energies
property: properties prop props
investment: investments invest invt
center: centre ctr
distribution: dist distr
transport: transportation transp
equipment: equip eqpt
product: products prod prods
science: sciences sci
biotechnology: biotech biotechnologies
information: info
construction: constr const
material: materials matl
metal: metals
mine: mines
solution: solutions soln
venture: ventures
enterprise: enterprises ent
therapeutic: therapeutics
partner: partners
network: networks
brand: brands
consulting: consultants consultancy
associates: assocs
america: amer
saint: st
mountain: mt
fort: ft
department: dept
government: govt
`)

const JOINING = new Set('and und et och og ve i y e'.split(' '))
const SMALL = new Set('of de for da di do du des der la le los las el the a an in on del dos van von'.split(' '))

function spellings(table: string): Map<string, string> {
  const out = new Map<string, string>()
  for (const line of table.trim().split('\n')) {
    const [word = '', variants = ''] = line.split(': ')
    for (const variant of variants.split(' ')) out.set(variant.replace("'", ''), word)
  }
  return out
}

/**
 * Takes a company name apart: "The Müller & Söhne Intl. Hldgs GmbH & Co. KG" has the core "muller sohne international
 * holding" and the legal form "gmbh co kg".
 *
 * Case, accents, script, punctuation, "The", joining words ("&", "and", "und"), dots inside initials (I.B.M. = IBM) and common
 * abbreviations no longer matter. Words that merely describe (Holding, Group, a country) stay: whether they matter is for the
 * comparison to weigh. What somebody put behind the name in brackets ("(member)") is the caller's to remove.
 * A name without a letter or digit gives an empty core; nothing is refused.
 *
 * @example normaliseCompanyName('YAKUODO HOLDINGS Co., Ltd.')
 * // { core: 'yakuodo holding', legalForm: 'co ltd', tokens: ['yakuodo', 'holding'], acronym: 'yh' }
 */
export function normaliseCompanyName(name: string): CompanyName {
  const { rest, form } = splitLegalForm(dropShareClass(tokenise(name)))
  const tokens: string[] = []
  let initials = ''
  for (const word of joinInitials(dropArticle(rest))) {
    if (JOINING.has(word) && rest.length > 1) continue
    tokens.push(WRITTEN_OUT.get(word) ?? word)
    if (!SMALL.has(word)) initials += word[0] ?? ''
  }
  return { core: tokens.join(' '), legalForm: form, tokens, acronym: tokens.length > 1 ? initials : '' }
}

/** Lists made from stock exchanges name the paper, not the company: "Okta, Inc. Class A". */
function dropShareClass(words: readonly string[]): readonly string[] {
  return words.length > 2 && words.at(-2) === 'class' && words.at(-1)?.length === 1 ? words.slice(0, -2) : words
}

function dropArticle(words: readonly string[]): readonly string[] {
  if (words.length < 2) return words
  if (words[0] === 'the') return words.slice(1)
  return words.at(-1) === 'the' ? words.slice(0, -1) : words
}

/** "A B Dick" and "A.B. Dick" read alike: neighbouring single letters are one word. */
function joinInitials(words: readonly string[]): readonly string[] {
  if (!words.some((word, i) => word.length === 1 && words[i + 1]?.length === 1)) return words
  const out: string[] = []
  let open = false
  for (const word of words) {
    const single = word.length === 1 && word > '9'
    if (single && open) out[out.length - 1] += word
    else out.push(word)
    open = single
  }
  return out
}

const DOT = 46
const SLASH = 47
const APOSTROPHE = 39

/** Lower-case words of letters and digits. Initials with dots or slashes are one word (S.A. → sa, A/S → as), apostrophes vanish. */
function tokenise(name: string): string[] {
  const text = (isPlain(name) ? name : toLatin(latinLegalForms(name))).toLowerCase()
  const words: string[] = []
  let start = -1
  let glue = false
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32
    if (isWord(code, text, i)) {
      if (start < 0) start = i
      continue
    }
    if (code === APOSTROPHE && start >= 0) continue
    if (start >= 0) {
      const raw = text.slice(start, i)
      const word = raw.includes("'") ? raw.replaceAll("'", '') : raw
      if (glue && word.length === 1) words[words.length - 1] += word
      else if (word !== '') words.push(word)
      glue = word.length === 1 && (code === DOT || code === SLASH)
      start = -1
    } else if (code !== DOT) glue = false
    if (code === 38) words.push('and')
  }
  return words
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}

const LETTER = /[\p{L}\p{N}\p{M}]/u

function isWord(code: number, text: string, at: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
  return LETTER.test(text[at] ?? '')
}
