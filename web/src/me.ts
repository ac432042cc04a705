import { readMe, type Me } from '@hansa/contract/identity'
import type { Permission } from '@hansa/contract/permissions'
import { useQuery } from '@tanstack/react-query'
import { ask } from './api.ts'
import { t } from './kit/language.tsx'
import type { Allowed } from './kit/may.ts'

/** Who is here; undefined until it is known. */
export const useMe = (): Me | undefined => useQuery(ask(readMe, {})).data

/** Whether the caller holds a permission: `true`, or the reason why not; undefined until it is known. */
export function useMay(permission: Permission): Allowed {
  const me = useMe()
  return me && (me.permissions.includes(permission) || t('Your role does not hold “{permission}”.', { permission }))
}
