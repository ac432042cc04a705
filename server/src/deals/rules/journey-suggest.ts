import { shrunkRates } from '@hansa/analytics'
import type { JourneySuggestions, likeness, PartnerSuggestion } from '@hansa/contract/journey-segments'
import { word } from '@hansa/contract/language'
import type { PartnerType } from '@hansa/contract/partners'
import { rateOf } from './journey-figures.ts'

type Alike = keyof typeof likeness
/** How many traits the stays share at least. */
export const traitsOf: Readonly<Record<Alike, number>> = { two: 2, one: 1, all: 0 }

/** Past stays by how many traits they share. */
export interface Past {
  readonly alike: number
  readonly stays: number
  readonly wentOn: number
}

/** The closest likeness of which there are enough stays; all, where there are enough of none. */
export function chooseLikeness(past: readonly Past[], least: number) {
  const total = (alike: Alike) =>
    past
      .filter((one) => one.alike >= traitsOf[alike])
      .reduce((sum, one) => ({ stays: sum.stays + one.stays, wentOn: sum.wentOn + one.wentOn }), {
        stays: 0,
        wentOn: 0,
      })
  const alike: Alike = (['two', 'one'] as const).find((one) => total(one).stays >= least) ?? 'all'
  return { alike, ...total(alike) }
}

export interface PartnerPast {
  readonly partnerId: string
  readonly partnerName: string
  readonly country: string | null
  readonly types: readonly PartnerType[]
  readonly stays: number
  readonly wentOn: number
  readonly sameCustomer: number
  readonly sameCountry: number
  readonly sameIndustry: number
  readonly sameProduct: number
  readonly isActive: boolean
  /** Its territory holds the customer's country; or else it has been with customers there. */
  readonly isOwn: boolean
  readonly hasServed: boolean
  readonly isCertified: boolean
  readonly inTeam: boolean
}

const most = 5

/**
 * Partners whose stays went on most often, by shrunk rates over all partners that were there. Suggested are those that are
 * active, in the territory (or have been with customers there), certified where that is needed, not in the team yet, have
 * enough stays, and do better than is usual.
 */
export function suggest(
  partners: readonly PartnerPast[],
  usual: { readonly stays: number; readonly wentOn: number },
  how: {
    readonly stays: number
    readonly alike: number
    readonly certification: string | null
    readonly type?: string | undefined
  },
): Pick<JourneySuggestions, 'items' | 'needs' | 'leftOut' | 'usual'> {
  const leftOut = { inactive: 0, territory: 0, certification: 0, inTeam: 0 }
  const result = { items: [] as PartnerSuggestion[], leftOut, usual: rateOf(usual.wentOn, usual.stays) }
  if (usual.stays < how.alike)
    return { ...result, needs: { count: how.alike - usual.stays, what: word('ended stays in this stage') } }
  const found = shrunkRates(
    partners.map(({ wentOn }) => wentOn),
    partners.map(({ stays }) => stays),
  )
  if (!found.enough)
    return {
      ...result,
      needs: { count: Math.max(1, 5 - partners.length), what: word('partners with results in this stage') },
    }
  const fits = (one: PartnerPast): boolean => {
    const why = one.inTeam
      ? 'inTeam'
      : !one.isActive
        ? 'inactive'
        : !one.isOwn && !one.hasServed
          ? 'territory'
          : how.certification !== null && !one.isCertified
            ? 'certification'
            : undefined
    if (why) leftOut[why]++
    return why === undefined
  }
  const typical = usual.wentOn / usual.stays
  const items = partners
    .map((one, i) => ({ one, rate: { value: found.rate[i]!, low: found.low[i]!, high: found.high[i]! } }))
    .filter(
      ({ one }) => one.stays >= how.stays && (how.type === undefined || one.types.includes(how.type as PartnerType)),
    )
    .filter(({ one }) => fits(one))
    .filter(({ rate }) => rate.value > typical)
    .toSorted((a, b) => b.rate.value - a.rate.value || (a.one.partnerId < b.one.partnerId ? -1 : 1))
    .slice(0, most)
    .map(({ one, rate }): PartnerSuggestion => ({
      partnerId: one.partnerId,
      partnerName: one.partnerName,
      types: [...one.types],
      country: one.country,
      stays: one.stays,
      wentOn: one.wentOn,
      same: {
        customer: one.sameCustomer,
        country: one.sameCountry,
        industry: one.sameIndustry,
        product: one.sameProduct,
      },
      rate,
      territory: one.isOwn ? 'own' : 'served',
      certified: how.certification === null ? null : one.isCertified,
    }))
  return { ...result, items, needs: null }
}
