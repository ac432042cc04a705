import type { Permission } from '@hansa/contract/permissions'
import {
  IconAddressBook,
  IconAffiliate,
  IconBriefcase,
  IconBuilding,
  IconCertificate,
  IconFileImport,
  IconHistory,
  IconHome,
  IconPlus,
  IconSettings,
  IconStack2,
} from '@tabler/icons-react'
import type { NavItem } from './kit/FrameNav.tsx'
import { paths } from './paths.ts'

/** The workspace's navigation. An item whose permission the person lacks is left out. */
export const nav: readonly { label?: string; items: readonly (NavItem & { can?: Permission })[] }[] = [
  {
    items: [
      { label: 'Home', to: paths.home(), icon: IconHome },
      { label: 'Partners', to: paths.partners(), icon: IconAffiliate, can: 'partners.read' },
      { label: 'Organizations', to: paths.organizations(), icon: IconBuilding, can: 'organizations.read' },
      { label: 'People', to: paths.people(), icon: IconAddressBook, can: 'organizations.read' },
      { label: 'Deals', to: paths.deals(), icon: IconBriefcase, can: 'deals.read' },
      { label: 'Certifications', to: paths.certifications(), icon: IconCertificate, can: 'enablement.read' },
    ],
  },
  {
    label: 'Data',
    items: [
      { label: 'Imports', to: paths.imports(), icon: IconFileImport, can: 'integrations.read' },
      { label: 'Data hygiene', to: paths.hygiene(), icon: IconStack2, can: 'hygiene.read' },
      { label: 'Audit', to: paths.audit(), icon: IconHistory, can: 'events.read' },
      { label: 'Settings', to: paths.settings(), icon: IconSettings, can: 'ecosystem.read' },
    ],
  },
]

/** What can be begun from anywhere, with Ctrl-K. What a person may not do is left out there. */
export const acts: readonly (NavItem & { can: Permission })[] = [
  { label: 'New partner', to: paths.newPartner(), icon: IconPlus, can: 'partners.write' },
  { label: 'New organization', to: paths.newOrganization(), icon: IconPlus, can: 'organizations.write' },
  { label: 'Import a file', to: paths.newImport(), icon: IconFileImport, can: 'integrations.import' },
]
