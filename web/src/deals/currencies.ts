import { listDealOptions } from '@hansa/contract/deals'
import { readMe } from '@hansa/contract/identity'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { commonCurrencies } from '../kit/format.ts'

/** Currencies to choose from: the ecosystem's own first, then those in use, then common ones. */
export function useCurrencies(): readonly [string, ...string[]] {
  const own = useQuery(ask(readMe, {})).data?.ecosystem.currency ?? 'EUR'
  const used = useQuery(ask(listDealOptions, {})).data?.currencies ?? []
  const others = new Set([...used.map((option) => option.value), ...commonCurrencies])
  others.delete(own)
  return [own, ...others]
}
