import { listDeals } from '@hansa/contract/deals'
import { listOrganizations, listPeople } from '@hansa/contract/organizations'
import { listPartners } from '@hansa/contract/partners'
import type { Permission } from '@hansa/contract/permissions'
import { IconAffiliate, IconBriefcase, IconBuilding, IconUser } from '@tabler/icons-react'
import { call } from './api.ts'
import type { Icon } from './kit/Button.tsx'
import type { CommandGroup } from './kit/Palette.tsx'
import { t } from './kit/language.tsx'
import { paths } from './paths.ts'

interface Found {
  id: string
  label: string
  /** What tells it apart from others of that name. */
  hint: string | null
  to: string
}
/** What is asked: the first few that fit a text, until nobody wants to know any more. */
type Ask = (q: string, signal: AbortSignal) => Promise<Found[]>

const limit = 5
const kinds: readonly { label: string; icon: Icon; can: Permission; find: Ask }[] = [
  {
    label: t('Partners'),
    icon: IconAffiliate,
    can: 'partners.read',
    find: async (q, signal) =>
      (await call(listPartners, { q, limit }, { signal })).items.map((it) => ({
        id: it.id,
        label: it.name,
        hint: it.tier ?? it.domain,
        to: paths.partner(it.organizationId),
      })),
  },
  {
    label: t('Organizations'),
    icon: IconBuilding,
    can: 'organizations.read',
    find: async (q, signal) =>
      (await call(listOrganizations, { q, limit }, { signal })).items.map((it) => ({
        id: it.id,
        label: it.name,
        hint: it.domain ?? it.city,
        to: paths.organization(it.id),
      })),
  },
  {
    label: t('People'),
    icon: IconUser,
    can: 'organizations.read',
    find: async (q, signal) =>
      (await call(listPeople, { q, limit }, { signal })).items.map((it) => ({
        id: it.id,
        label: it.name,
        hint: it.organizationName ?? it.email,
        to: paths.person(it.id),
      })),
  },
  {
    label: t('Deals'),
    icon: IconBriefcase,
    can: 'deals.read',
    find: async (q, signal) =>
      (await call(listDeals, { q, limit }, { signal })).items.map((it) => ({
        id: it.id,
        label: it.name,
        hint: it.customerName,
        to: paths.deal(it.id),
      })),
  },
]

/** Finds records of every kind that the person may read, all at once. */
export const findRecords =
  (permissions: readonly Permission[], go: (to: string) => void) =>
  (q: string, signal: AbortSignal): Promise<readonly CommandGroup[]> =>
    Promise.all(
      kinds
        .filter(({ can }) => permissions.includes(can))
        .map(async ({ label, icon, find }) => ({
          label,
          commands: (await find(q, signal)).map(({ id, label: name, hint, to }) => ({
            id,
            label: name,
            icon,
            run: () => go(to),
            ...(hint !== null && { hint }),
          })),
        })),
    )
