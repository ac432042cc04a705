import { NameComparison } from './compare-names.ts'
import type { CompanyTable, CompanyValues } from './company-table.ts'
import { editDistance } from './edit-distance.ts'
import type { GrowingInts } from './growing.ts'
import { COUNTRY, DOMAIN, FIELDS, NAME, NAME_LEVEL, PARENT, PHONE, PLACE, REGISTRY } from './levels.ts'
import type { Rarity, ValueRarity } from './rarity.ts'

/** So many other companies with the same host or telephone are a crowd. */
const CROWD = 4

/**
 * Compares two records field by field. The answer stands in `levels` (numbers of LEVELS) and `bits` (how rare the agreement is
 * by chance), reused from pair to pair so that millions of comparisons make no garbage.
 */
export class CompanyComparison {
  readonly levels = new Uint8Array(FIELDS.length)
  readonly bits = new Float64Array(FIELDS.length)
  readonly #values: CompanyValues
  readonly #rarity: Rarity
  readonly #name: NameComparison

  constructor(values: CompanyValues, rarity: Rarity) {
    this.#values = values
    this.#rarity = rarity
    this.#name = new NameComparison(rarity)
  }

  compare(a: CompanyTable, i: number, b: CompanyTable, j: number): void {
    this.#compareNames(a, i, b, j)
    this.#compareDomains(a, i, b, j)
    this.#compareEqual(COUNTRY, this.#rarity.countries, a.country, i, b.country, j)
    this.#comparePlaces(a, i, b, j)
    this.#compareEqual(PHONE, this.#rarity.phones, a.phone, i, b.phone, j)
    this.#compareRegistryNumbers(a, i, b, j)
    this.#compareParents(a, i, b, j)
    this.#countCrowdOnce(a, i)
  }

  /**
   * A house full of companies shares its host, its switchboard and its postcode: that is one fact. Where several of
   * these agree and each is shared by a crowd, only the most telling one counts.
   */
  #countCrowdOnce(a: CompanyTable, i: number): void {
    const { levels, bits } = this
    const host = levels[DOMAIN] === 1 && this.#rarity.domains.others(a.domain.at(i)) >= CROWD
    const phone = levels[PHONE] === 1 && this.#rarity.phones.others(a.phone.at(i)) >= CROWD
    if (!host && !phone) return
    if (host && phone) this.#keepStronger(DOMAIN, PHONE)
    const place = levels[PLACE] === 1 || levels[PLACE] === 2
    if (place) this.#keepStronger(PLACE, host && (!phone || bits[DOMAIN]! > 0) ? DOMAIN : PHONE)
  }

  #keepStronger(one: number, other: number): void {
    this.bits[this.bits[one]! < this.bits[other]! ? one : other] = 0
  }

  #set(field: number, level: number, bits: number): void {
    this.levels[field] = level
    this.bits[field] = bits
  }

  /** The best pair of names: the lowest level, and of equal levels the one with more in common. */
  #compareNames(a: CompanyTable, i: number, b: CompanyTable, j: number): void {
    this.#set(NAME, NAME_LEVEL.unknown, 0)
    for (let ra = a.names.at(i); ra < a.names.at(i + 1); ra++) {
      for (let rb = b.names.at(j); rb < b.names.at(j + 1); rb++) {
        this.#name.compare(a, ra, b, rb)
        const { level, bits } = this.#name
        const best = this.levels[NAME]!
        if (level === NAME_LEVEL.unknown || (best !== NAME_LEVEL.unknown && best < level)) continue
        if (best !== level || bits > this.bits[NAME]!) this.#set(NAME, level, bits)
      }
    }
  }

  #compareEqual(field: number, rarity: ValueRarity, a: GrowingInts, i: number, b: GrowingInts, j: number): void {
    const left = a.at(i)
    const right = b.at(j)
    if (left < 0 || right < 0) this.#set(field, 0, 0)
    else if (left === right) this.#set(field, 1, rarity.bits(left))
    else this.#set(field, 2, 0)
  }

  #compareDomains(a: CompanyTable, i: number, b: CompanyTable, j: number): void {
    const left = a.domain.at(i)
    const right = b.domain.at(j)
    if (left < 0 || right < 0) return this.#set(DOMAIN, 0, 0)
    if (left === right) return this.#set(DOMAIN, 1, this.#rarity.domains.bits(left))
    const labelA = a.label.at(i)
    const labelB = b.label.at(j)
    if (labelA === labelB) return this.#set(DOMAIN, 2, this.#rarity.labels.bits(labelA))
    if (!this.#extended(labelA, labelB)) return this.#set(DOMAIN, 4, 0)
    this.#set(DOMAIN, 3, Math.max(0, Math.min(this.#rarity.labels.bits(labelA), this.#rarity.labels.bits(labelB)) - 3))
  }

  /** "acme" and "acme-group", or one letter wrong. */
  #extended(labelA: number, labelB: number): boolean {
    const { labels } = this.#values
    if (labels.farApart(labelA, labelB, 1) && !labels.nested(labelA, labelB)) return false
    const a = labels.strings[labelA]!
    const b = labels.strings[labelB]!
    const shorter = Math.min(a.length, b.length)
    if (shorter < 4) return false
    if (a.length !== b.length && (a.startsWith(b) || b.startsWith(a))) return true
    return shorter >= 6 && editDistance(a, b, 1) <= 1
  }

  /**
   * City and postcode are one field: they follow from each other, and counting both would count one fact twice. The bits
   * of the country are taken off for the same reason, since it has been counted already.
   */
  #comparePlaces(a: CompanyTable, i: number, b: CompanyTable, j: number): void {
    const counted = this.bits[COUNTRY]!
    const postcodeA = a.postcode.at(i)
    const postcodeB = b.postcode.at(j)
    const cityA = a.city.at(i)
    const cityB = b.city.at(j)
    const bothPostcodes = postcodeA >= 0 && postcodeB >= 0
    const bothCities = cityA >= 0 && cityB >= 0
    if (!bothPostcodes && !bothCities) return this.#set(PLACE, 0, 0)
    if (bothPostcodes && postcodeA === postcodeB && this.levels[COUNTRY] !== 2) {
      return this.#set(PLACE, 1, Math.max(0.5, this.#rarity.postcodes.bits(postcodeA) - counted))
    }
    if (bothCities && cityA === cityB) {
      return this.#set(PLACE, 2, Math.max(0.5, this.#rarity.cities.bits(cityA) - counted))
    }
    if (bothCities && this.#near(cityA, cityB)) {
      const bits = Math.min(this.#rarity.cities.bits(cityA), this.#rarity.cities.bits(cityB))
      return this.#set(PLACE, 3, Math.max(0.5, bits - counted - 1))
    }
    this.#set(PLACE, 4, 0)
  }

  /** One city's name cut short or misspelt. */
  #near(cityA: number, cityB: number): boolean {
    const { cities } = this.#values
    if (cities.farApart(cityA, cityB, 2) && !cities.nested(cityA, cityB)) return false
    const a = cities.strings[cityA]!
    const b = cities.strings[cityB]!
    const shorter = Math.min(a.length, b.length)
    if (shorter < 4) return false
    if (a.length !== b.length && (a.startsWith(b) || b.startsWith(a))) return true
    const limit = shorter >= 8 ? 2 : 1
    return editDistance(a, b, limit) <= limit
  }

  #compareRegistryNumbers(a: CompanyTable, i: number, b: CompanyTable, j: number): void {
    if (a.registryNumbers.size === 0 || b.registryNumbers.size === 0) return this.#set(REGISTRY, 0, 0)
    const left = a.registryNumbers.get(i)
    const right = b.registryNumbers.get(j)
    if (left === undefined || right === undefined) return this.#set(REGISTRY, 0, 0)
    const common = left.find((number) => right.includes(number))
    if (common === undefined) this.#set(REGISTRY, 2, 0)
    else this.#set(REGISTRY, 1, this.#rarity.registryNumbers.bits(common))
  }

  #compareParents(a: CompanyTable, i: number, b: CompanyTable, j: number): void {
    const parentA = a.parent.at(i)
    const parentB = b.parent.at(j)
    const bearer = bearsName(b, j, parentA) ? parentA : bearsName(a, i, parentB) ? parentB : -1
    if (bearer >= 0) return this.#set(PARENT, 2, this.#rarity.kernels.bits(bearer))
    if (parentA < 0 || parentB < 0) return this.#set(PARENT, 0, 0)
    if (parentA === parentB) this.#set(PARENT, 1, Math.min(8, this.#rarity.kernels.bits(parentA)))
    else this.#set(PARENT, 3, 0)
  }
}

/** Whether the record bears the name (a kernel's number) itself. */
function bearsName(table: CompanyTable, row: number, kernel: number): boolean {
  if (kernel < 0) return false
  for (let r = table.names.at(row); r < table.names.at(row + 1); r++) if (table.kernel.at(r) === kernel) return true
  return false
}
