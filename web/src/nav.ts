import type { Permission } from '@hansa/contract/permissions'
import { IconAffiliate, IconBriefcase, IconCertificate, IconHome } from '@tabler/icons-react'
import type { NavItem } from './kit/FrameNav.tsx'
import { paths } from './paths.ts'

/** The workspace's navigation. An item whose permission the person lacks is left out. */
export const nav: readonly { label?: string; items: readonly (NavItem & { can?: Permission })[] }[] = [
  {
    items: [
      { label: 'Home', to: paths.home(), icon: IconHome },
      { label: 'Partners', to: paths.partners(), icon: IconAffiliate, can: 'partners.read' },
      { label: 'Deals', to: paths.deals(), icon: IconBriefcase, can: 'deals.read' },
      { label: 'Certifications', to: paths.certifications(), icon: IconCertificate, can: 'enablement.read' },
    ],
  },
]
