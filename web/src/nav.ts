import type { Permission } from '@hansa/contract/permissions'
import {
  IconAddressBook,
  IconAffiliate,
  IconBriefcase,
  IconBuilding,
  IconCertificate,
  IconFileImport,
  IconGavel,
  IconHistory,
  IconHome,
  IconInbox,
  IconMessages,
  IconPlus,
  IconRoute,
  IconSettings,
  IconStack2,
  IconUsersPlus,
} from '@tabler/icons-react'
import type { NavItem } from './kit/FrameNav.tsx'
import { t } from './kit/language.tsx'
import { paths } from './paths.ts'

/** The workspace's navigation. An item whose permission the person lacks is left out. */
export const nav: readonly { label?: string; items: readonly (NavItem & { can?: Permission })[] }[] = [
  {
    items: [
      { label: t('Home'), to: paths.home(), icon: IconHome },
      { label: t('Partners'), to: paths.partners(), icon: IconAffiliate, can: 'partners.read' },
      { label: t('Applications'), to: paths.applications(), icon: IconInbox, can: 'applications.read' },
      { label: t('Organizations'), to: paths.organizations(), icon: IconBuilding, can: 'organizations.read' },
      { label: t('People'), to: paths.people(), icon: IconAddressBook, can: 'organizations.read' },
      { label: t('Messages'), to: paths.messages(), icon: IconMessages, can: 'messages.read' },
      { label: t('Deals'), to: paths.deals(), icon: IconBriefcase, can: 'deals.read' },
      { label: t('Registrations'), to: paths.registrations(), icon: IconGavel, can: 'registrations.read' },
      { label: t('Journeys'), to: paths.journeys(), icon: IconRoute, can: 'deals.read' },
      { label: t('Team proposals'), to: paths.teamProposals(), icon: IconUsersPlus, can: 'deals.read' },
      { label: t('Certifications'), to: paths.certifications(), icon: IconCertificate, can: 'enablement.read' },
    ],
  },
  {
    label: t('Data'),
    items: [
      { label: t('Imports'), to: paths.imports(), icon: IconFileImport, can: 'integrations.read' },
      { label: t('Data hygiene'), to: paths.hygiene(), icon: IconStack2, can: 'hygiene.read' },
      { label: t('Audit'), to: paths.audit(), icon: IconHistory, can: 'events.read' },
      { label: t('Settings'), to: paths.settings(), icon: IconSettings, can: 'ecosystem.read' },
    ],
  },
]

/** What can be begun from anywhere, with Ctrl-K. What a person may not do is left out there. */
export const acts: readonly (NavItem & { can: Permission })[] = [
  { label: t('New partner'), to: paths.newPartner(), icon: IconPlus, can: 'partners.write' },
  { label: t('New organization'), to: paths.newOrganization(), icon: IconPlus, can: 'organizations.write' },
  { label: t('Import a file'), to: paths.newImport(), icon: IconFileImport, can: 'integrations.import' },
]
