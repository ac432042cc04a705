import { editDistance } from './edit-distance.ts'

/**
 * Legal forms of companies, as they are written in Latin letters, per family: the form, then how else it is written.
 * Source: the national company laws' own designations and their everyday abbreviations; ISO 20275 lists them by code.
 * Forms that are also common words or names (an Indian "and", a Danish "is") are left out on purpose.
 */
const FORMS = `
ltd: limited, ldt
co ltd: company limited, co limited, company ltd, coltd, jusik hoesa, jusikhoesa
pvt ltd: private limited, private ltd, pvt limited, p ltd, pty ltd, pty limited, proprietary limited, pte ltd, pte limited, pty, pte, pvt
sdn bhd: sendirian berhad, sdn berhad
bhd: berhad
plc: public limited company, public company limited, public co ltd, public company, public co, public ltd, public, pcl
inc: incorporated, incorporation
corp: corporation, corporate
co: company, compagnie, compania, companhia, cia, cie
llc: limited liability company, limited liability co, l l c, lc, pllc
lp: limited partnership
llp: limited liability partnership, lllp
ulc: unlimited liability company
cic: community interest company
ltee: limitee
ag: aktiengesellschaft
gmbh: gesellschaft mit beschrankter haftung, gesellschaft mbh, mbh, ges mbh, gesmbh, ggmbh
gmbh co kg: gmbh and co kg, gmbh u co kg, gmbh cie kg, gmbh and co ohg, ag and co kg
kgaa: kommanditgesellschaft auf aktien, gmbh and co kgaa, ag and co kgaa, se and co kgaa, gmbh co kgaa
kg: kommanditgesellschaft
ohg: offene handelsgesellschaft
ug: ug haftungsbeschrankt, unternehmergesellschaft, unternehmergesellschaft haftungsbeschrankt
gbr: gesellschaft burgerlichen rechts
eg: eingetragene genossenschaft
ev: eingetragener verein
vvag: versicherungsverein auf gegenseitigkeit
se: societas europaea, european company
sa: societe anonyme, sociedad anonima, sociedade anonima, societate pe actiuni, soc anonima, anonymi etaireia, ae
sas: societe par actions simplifiee, sasu
sarl: societe a responsabilite limitee, s a r l, eurl
sca: societe en commandite par actions
scs: societe en commandite simple
scop: scrl, cvba
sl: sociedad limitada, slu, sociedad de responsabilidad limitada
sau: sociedad anonima unipersonal
sab de cv: sociedad anonima bursatil de capital variable, sab
sa de cv: sociedad anonima de capital variable
s de rl de cv: srl de cv, s de rl
sac: sociedad anonima cerrada
saa: sociedad anonima abierta
ltda: limitada, eireli
lda: unipessoal lda
sgps: sgps sa
spa: societa per azioni
srl: societa a responsabilita limitata, srls, sprl
sapa: societa in accomandita per azioni
scpa: societa cooperativa per azioni, societa cooperativa
nv: naamloze vennootschap
bv: besloten vennootschap, bvba
cv: commanditaire vennootschap
ab: aktiebolag, ab publ, aktiebolaget
publ: aktiebolag publ
hb: handelsbolag
oy: osakeyhtio
oyj: julkinen osakeyhtio
abp: publikt aktiebolag
as: aksjeselskap, aktieselskab, anonim sirketi, anonim ortakligi, tas, akciova spolecnost, akciova spolocnost
asa: allmennaksjeselskap
aps: anpartsselskab
amba: andelsselskab
hf: hlutafelag
ehf: einkahlutafelag
ou: osauhing
uab: uzdaroji akcine bendrove
sia: sabiedriba ar ierobezotu atbildibu
sp z oo: sp zoo, spolka z ograniczona odpowiedzialnoscia, spolka z oo, zoo, sp z o o
spolka akcyjna: s a w restrukturyzacji
sp k: sp j, spolka komandytowa, spolka jawna
sro: s r o, spol sro, spol s r o, spolecnost s rucenim omezenym
kft: korlatolt felelossegu tarsasag
nyrt: nyilvanosan mukodo reszvenytarsasag
zrt: zartkoruen mukodo reszvenytarsasag
doo: d o o, drustvo s ogranicenom odgovornoscu, druzba z omejeno odgovornostjo, dooel
dd: dionicko drustvo, delniska druzba
ad: akcionarsko drustvo, aktsionerno druzhestvo, ead
ood: eood, druzhestvo s ogranichena otgovornost
shpk: sh p k
ooo: obshchestvo s ogranichennoy otvetstvennostyu
oao: otkrytoe aktsionernoe obshchestvo, otkrytoye aktsionernoye obshchestvo
zao: zakrytoe aktsionernoe obshchestvo, zakrytoye aktsionernoye obshchestvo
pao: publichnoe aktsionernoe obshchestvo, publichnoye aktsionernoye obshchestvo
ao: aktsionernoe obshchestvo, aktsionernoye obshchestvo
jsc: joint stock company, joint stock co, joint stock, ojsc, pjsc, cjsc, open joint stock company, public joint stock company, public joint stock, closed joint stock company
tov: tovarystvo z obmezhenoyu vidpovidalnistyu
too: tovarishchestvo s ogranichennoy otvetstvennostyu
ltd sti: limited sirketi, ltd sirketi, sti
sirketi: sti
wll: w l l
bsc: bahraini shareholding company, bsc closed
saog: saoc
ksc: kscp, kpsc, kscc
qsc: qpsc, qatar shareholding company
psc: private shareholding company, public shareholding company
sae: s a e
sal: s a l
fze: fzc, fzco, fz llc, fz co, free zone establishment, dmcc
pt: perseroan terbatas, perusahaan perseroan
tbk: pt tbk, terbuka
kk: kabushiki kaisha, kabushiki gaisha, k k
yk: yugen kaisha, yugen gaisha
gk: godo kaisha, godo gaisha, goudou kaisha
nl: no liability
lic: reit plc
etf: exchange traded fund
`

/** Forms written in their own script, put into Latin before anything else happens. Longer ones stand first. */
const NATIVE: readonly [string, string][] = [
  ['株式会社', ' kk '],
  ['有限会社', ' yk '],
  ['合同会社', ' gk '],
  ['(株)', ' kk '],
  ['(有)', ' yk '],
  ['股份有限公司', ' co ltd '],
  ['有限责任公司', ' co ltd '],
  ['有限責任公司', ' co ltd '],
  ['有限公司', ' co ltd '],
  ['公司', ' co '],
  ['주식회사', ' co ltd '],
  ['유한회사', ' llc '],
  ['(주)', ' co ltd '],
  ['บริษัท', ' '],
  ['จำกัด', ' ltd '],
  ['(มหาชน)', ' plc '],
  ['בע"מ', ' ltd '],
  ['בע״מ', ' ltd '],
  ['ש.ר.ל', ' ltd '],
  ['شركة', ' '],
  ['ذ.م.م', ' llc '],
]

/** Forms that stand before the name where none follows it (AB Volvo, OOO Romashka, PT Astra Tbk). */
const LEADING = new Set([
  ...'pt cv ooo oao zao pao ao tov too uab ab oy kk yk gk sia jsc ojsc pjsc cjsc llc aktiebolaget'.split(' '),
  'co ltd',
  'joint stock company',
  'limited liability company',
  'joint stock',
  'public joint stock',
  'public joint stock company',
  'open joint stock company',
  'closed joint stock company',
  'kabushiki kaisha',
])

/** Forms at the end that go with another one at the start. */
const BOTH_ENDS = new Set(['publ', 'tbk'])

/** Forms that are forms wherever they stand after the first word (Acme Ltd India). */
const ANYWHERE = new Set(
  'ltd limited gmbh inc incorporated corp corporation plc llc pvt pte pty sdn bhd co company'.split(' '),
)

const LONGEST = 7
const canonical = new Map<string, string>()
const endings = new Set<string>()
for (const line of FORMS.trim().split('\n')) {
  const [form = '', variants = ''] = line.split(': ')
  for (const variant of [form, ...variants.split(', ')]) {
    if (!canonical.has(variant)) canonical.set(variant, form)
    endings.add(variant.slice(variant.lastIndexOf(' ') + 1))
  }
}

/** Replaces legal forms written in Chinese, Japanese, Korean, Thai, Hebrew or Arabic by their Latin abbreviation. */
export function latinLegalForms(name: string): string {
  let out = name.normalize('NFKC')
  for (const [native, latin] of NATIVE) if (out.includes(native)) out = out.replaceAll(native, latin)
  return out
}

/**
 * Takes the legal forms off a tokenised name (lower case, Latin), at its end, at its start, and unmistakable ones inside.
 * At least one token always stays: a company may be called "Limited" or "SCA".
 * @returns the remaining tokens and the canonical form ("co ltd", "gmbh"), or null where the name bears none
 */
export function splitLegalForm(words: readonly string[]): { rest: string[]; form: string | null } {
  const rest = [...words]
  const found: string[] = []
  for (;;) {
    const taken = trailingForm(rest)
    if (taken === 0) break
    found.unshift(formOf(rest.splice(rest.length - taken, taken)))
  }
  const open = found.every((form) => BOTH_ENDS.has(form))
  for (let size = Math.min(4, rest.length - 1); open && size > 0; size--) {
    if (!LEADING.has(rest.slice(0, size).join(' '))) continue
    found.unshift(formOf(rest.splice(0, size)))
    break
  }
  for (let i = rest.length - 1; i > 0; i--) {
    const word = rest[i]
    if (word !== undefined && ANYWHERE.has(word)) found.unshift(formOf(rest.splice(i, 1)))
  }
  return { rest, form: found.length === 0 ? null : [...new Set(found)].join(' ') }
}

/** How many tokens at the end are one legal form; 0 for none. Never all of them. */
function trailingForm(words: readonly string[]): number {
  const last = words.at(-1)
  if (last === undefined) return 0
  if (!endings.has(last) && last.length > 1) return words.length > 1 && misspelt(last) !== undefined ? 1 : 0
  for (let size = Math.min(LONGEST, words.length - 1); size > 0; size--) {
    const tail = words.slice(words.length - size)
    if (canonical.has(tail.join(' '))) return size
    if (size > 1 && tail.every((word) => word.length === 1) && canonical.has(tail.join(''))) return size
  }
  return 0
}

function formOf(words: readonly string[]): string {
  return canonical.get(words.join(' ')) ?? canonical.get(words.join('')) ?? misspelt(words[0] ?? '') ?? words.join(' ')
}

const LONG_FORMS: readonly [string, string][] = [
  ['limited', 'ltd'],
  ['corporation', 'corp'],
  ['incorporated', 'inc'],
  ['company', 'co'],
]

/** "Limietd" is still Limited: the long forms are recognised with one letter wrong, missing, added or swapped. */
function misspelt(word: string): string | undefined {
  if (word.length < 6) return undefined
  return LONG_FORMS.find(([form]) => editDistance(word, form, 1) <= 1)?.[1]
}
