import type { CompanyRecord } from '../matching/record.ts'
import { Random } from '../random.ts'

/**
 * Two invented CRM lists with known truth, corrupted the way real ones are: case, typing errors, swapped legal forms, words left out
 * and abbreviated, initials, stale and missing domains, free mail, moved addresses, missing telephones, names of somebody else, and
 * invented subsidiaries that must not match.
 */
export interface CompanyLists {
  readonly left: CompanyRecord[]
  readonly right: CompanyRecord[]
  /** For each left row the right row of the same company, or −1. */
  readonly truth: Int32Array
}

interface Company {
  words: string[]
  form: string
  domain: string
  country: string
  city: string
  postcode: string
  phone: string
}

const SYLLABLES =
  'ka ri to mi na shi ko ra so ta lu men dor vel tan gri pol sur bel mar ven tos lin zer qua fen dal cor hel vik ost ber nor sal tru wex yor zan pri glo hin jas kel lor min'.split(
    ' ',
  )
const TRADES =
  'Technology Holdings Group Resources Industries Energy Pharmaceuticals International Capital Mining Systems Properties Metals Foods Electric Logistics Bank Materials Media Chemicals Construction Software Medical Steel Insurance Global Engineering Development Investments Electronics'.split(
    ' ',
  )
const FORMS = [
  'Ltd',
  'Limited',
  'Inc.',
  'Corp.',
  'Co., Ltd.',
  'PLC',
  'AG',
  'GmbH',
  'S.A.',
  'AB',
  'Tbk',
  'Corporation',
  'BV',
  'LLC',
]
const UNITS = [
  'UK',
  'Logistics',
  'Brasil',
  'Insurance',
  'Properties',
  'Japan',
  'Deutschland',
  'Ventures',
  'Foundation',
  'Capital',
]
const ENDINGS = ['com', 'com', 'com', 'co.jp', 'com.cn', 'de', 'co.uk', 'com.au', 'in', 'ca', 'fr', 'se']
const FREE = ['gmail.com', 'outlook.com', 'yahoo.com']
const SHORT = new Map([
  ['Technology', 'Tech'],
  ['International', 'Intl'],
  ['Holdings', 'Hldgs'],
  ['Resources', 'Res'],
  ['Energy', 'Enrg'],
  ['Development', 'Dev'],
])

/** @param size records in each list. @param overlap share of them that stand in both */
export function companyLists(size: number, seed: number, overlap = 0.57): CompanyLists {
  const random = new Random(seed)
  const maker = new Maker(random)
  const shared = Math.round(size * overlap)
  const left: CompanyRecord[] = []
  const right: CompanyRecord[] = []
  const pairs: [number, number][] = []
  for (let i = 0; i < size; i++) {
    const company = maker.company()
    left.push(maker.record(company, 0.35))
    if (i < shared) {
      pairs.push([i, right.length])
      right.push(maker.record(company, 1))
    } else if (random.uniform() < 0.12 && right.length < size) right.push(maker.subsidiary(company))
  }
  while (right.length < size) right.push(maker.record(maker.company(), 1))
  const order = random.shuffle(Int32Array.from({ length: size }, (_, i) => i))
  const placed: CompanyRecord[] = Array.from({ length: size })
  order.forEach((to, from) => (placed[to] = right[from]!))
  const truth = new Int32Array(size).fill(-1)
  for (const [i, j] of pairs) truth[i] = order[j]!
  return { left, right: placed, truth }
}

class Maker {
  readonly #random: Random
  readonly #taken = new Set<string>()

  constructor(random: Random) {
    this.#random = random
  }

  #pick<T>(items: readonly T[]): T {
    return items[this.#random.below(items.length)]!
  }

  #chance(share: number): boolean {
    return this.#random.uniform() < share
  }

  company(): Company {
    const syllables = this.#chance(0.1) ? 2 : 3 + this.#random.below(2)
    let root = ''
    for (let i = 0; i < syllables; i++) root += this.#pick(SYLLABLES)
    const words = [root[0]!.toUpperCase() + root.slice(1)]
    if (this.#chance(0.25)) words.push(`${this.#pick(SYLLABLES)}${this.#pick(SYLLABLES)}`)
    // Trades follow a long tail: the square makes the first ones common.
    const trades = this.#random.below(3)
    for (let i = 0; i < trades; i++) words.push(TRADES[Math.floor(this.#random.uniform() ** 2 * TRADES.length)]!)
    const label = words
      .slice(0, 1 + this.#random.below(words.length))
      .join('')
      .toLowerCase()
    return {
      words,
      form: this.#pick(FORMS),
      domain: this.#ownDomain(label, this.#pick(ENDINGS)),
      ...this.#place(),
      phone: String(1e9 + this.#random.below(2 ** 32)),
    }
  }

  /** A domain belongs to one company: whoever comes later needs another. */
  #ownDomain(label: string, ending: string): string {
    let domain = `${label}${this.#chance(0.15) ? `-${this.#pick(SYLLABLES)}` : ''}.${ending}`
    while (this.#taken.has(domain)) domain = `${label}${this.#pick(SYLLABLES)}${this.#pick(SYLLABLES)}.${ending}`
    this.#taken.add(domain)
    return domain
  }

  #place(): { country: string; city: string; postcode: string } {
    const country = Math.floor(this.#random.uniform() ** 2 * 40)
    const city = Math.floor(this.#random.uniform() ** 3 * 400)
    const name = `${SYLLABLES[country % 50]!}${SYLLABLES[city % 50]!}${city > 49 ? SYLLABLES[(city / 50) | 0]! : ''}`
    return {
      country: `Country ${country}`,
      city: name,
      postcode: String(country * 20_000 + city * 50 + this.#random.below(50)),
    }
  }

  /** @param wear how much the list is worn: 1 is the partner's, less the vendor's own */
  record(company: Company, wear: number): CompanyRecord {
    const moved = this.#chance(0.15 * wear) ? this.#place() : company
    return {
      name: this.#name(company, wear),
      domain: this.#domain(company, wear),
      country: company.country,
      city: this.#chance(0.12 * wear) ? null : this.#typo(moved.city, 0.03 * wear),
      postcode: this.#chance(0.35 * wear) ? null : moved.postcode,
      phone: this.#phone(company, wear),
    }
  }

  #name({ words, form }: Company, wear: number): string {
    if (this.#chance(0.02 * wear)) return `${this.#pick(TRADES)} ${this.#pick(SYLLABLES)}${this.#pick(SYLLABLES)}`
    if (words.length > 1 && this.#chance(0.03 * wear))
      return [...words, form]
        .map((word) => word[0])
        .join('')
        .toUpperCase()
    let kept = words
    const last = words.at(-1)!
    if (words.length > 1 && (last === 'Holdings' || last === 'Group') && this.#chance(0.5)) kept = words.slice(0, -1)
    if (this.#chance(0.15 * wear)) kept = kept.map((word) => SHORT.get(word) ?? word)
    let name = kept.join(' ')
    if (this.#chance(0.7)) name += ` ${this.#chance(0.25 * wear) ? this.#pick(FORMS) : form}`
    name = this.#typo(name, 0.12 * wear)
    if (this.#chance(0.1)) return name.toUpperCase()
    return this.#chance(0.1) ? name.toLowerCase() : name
  }

  #domain({ domain }: Company, wear: number): string | null {
    if (this.#chance(0.22 * wear)) return null
    if (this.#chance(0.04 * wear)) return this.#pick(FREE)
    const label = domain.slice(0, domain.indexOf('.'))
    if (this.#chance(0.05 * wear)) return `${label}.${this.#pick(ENDINGS)}`
    if (this.#chance(0.03 * wear)) return `${this.#pick(SYLLABLES)}${this.#pick(SYLLABLES)}${this.#pick(SYLLABLES)}.com`
    return domain
  }

  #phone({ phone }: Company, wear: number): string | null {
    if (this.#chance(0.35 * wear)) return null
    if (this.#chance(0.2 * wear)) return String(1e9 + this.#random.below(2 ** 32))
    return this.#chance(0.3) ? `+${phone[0]} (${phone.slice(1, 4)}) ${phone.slice(4, 7)}-${phone.slice(7)}` : phone
  }

  #typo(text: string, share: number): string {
    if (text.length < 4 || !this.#chance(share)) return text
    const at = 1 + this.#random.below(text.length - 2)
    const letter = String.fromCharCode(97 + this.#random.below(26))
    const kind = this.#random.below(4)
    if (kind === 0) return text.slice(0, at) + text.slice(at + 1)
    if (kind === 1) return text.slice(0, at) + letter + text.slice(at)
    if (kind === 2) return text.slice(0, at) + letter + text.slice(at + 1)
    return text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2)
  }

  /** Another company of the same family: the name with a unit, a similar domain, an address of its own. */
  subsidiary(company: Company): CompanyRecord {
    const unit = this.#pick(UNITS)
    const label = company.domain.slice(0, company.domain.indexOf('.'))
    const own = {
      ...company,
      ...this.#place(),
      words: [...company.words, unit],
      phone: String(1e9 + this.#random.below(2 ** 32)),
    }
    const record = this.record(own, 1)
    const domains = [`${label}${unit.toLowerCase()}.com`, `${label}-group.com`, `${label}.com.br`, null]
    return { ...record, domain: this.#pick(domains) }
  }
}
