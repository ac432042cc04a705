import type { Permission } from '@hansa/contract/permissions'
import {
  IconAffiliate,
  IconBriefcase,
  IconBuilding,
  IconFiles,
  IconHome,
  IconListCheck,
  IconMessages,
  IconTargetArrow,
  IconUsers,
} from '@tabler/icons-react'
import type { NavItem } from './kit/FrameNav.tsx'
import { t } from './kit/language.tsx'
import { portalPaths } from './paths.ts'

/** The portal's navigation. An item whose permission the person lacks is left out. */
export const portalNav: readonly { label?: string; items: readonly (NavItem & { can?: Permission })[] }[] = [
  {
    items: [
      { label: t('Home'), to: portalPaths.home(), icon: IconHome },
      {
        label: t('Deal registrations'),
        to: portalPaths.registrations(),
        icon: IconBriefcase,
        can: 'registrations.own',
      },
      { label: t('Deals'), to: portalPaths.deals(), icon: IconTargetArrow, can: 'deals.take_part' },
      { label: t('Tasks'), to: portalPaths.tasks(), icon: IconListCheck, can: 'tasks.take_part' },
      { label: t('Company'), to: portalPaths.company(), icon: IconBuilding, can: 'portal.read' },
      { label: t('People'), to: portalPaths.colleagues(), icon: IconUsers, can: 'colleagues.read' },
      { label: t('Relationships'), to: portalPaths.relationships(), icon: IconAffiliate, can: 'portal.read' },
      { label: t('Messages'), to: portalPaths.messages(), icon: IconMessages, can: 'messages.take_part' },
      { label: t('Files'), to: portalPaths.files(), icon: IconFiles, can: 'messages.take_part' },
    ],
  },
]
