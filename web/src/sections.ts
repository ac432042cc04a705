import type { Permission } from '@hansa/contract/permissions'
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import { t } from './kit/language.tsx'

/** A part of a record's page that a later capability brings. */
export interface RecordSection {
  title: string
  /** The tab's name in the address; without it, the section stands on the overview. */
  tab?: string
  /** Who lacks it does not see the section. */
  permission: Permission
  Section: LazyExoticComponent<ComponentType<{ organizationId: string }>>
}

type Section = ComponentType<{ organizationId: string }>
const late = (load: () => Promise<Section>) => lazy(async () => ({ default: await load() }))

/** What stands on a partner's page beside what `partners` knows itself, in this order. */
export const partnerSections: readonly RecordSection[] = [
  {
    title: t('Figures'),
    permission: 'impact.read',
    Section: late(async () => (await import('./impact/PartnerFigures.tsx')).PartnerFigures),
  },
  {
    title: t('Messages'),
    tab: 'messages',
    permission: 'messages.read',
    Section: late(async () => (await import('./messages/PartnerMessages.tsx')).PartnerMessages),
  },
  {
    title: t('Files'),
    tab: 'files',
    permission: 'messages.read',
    Section: late(async () => (await import('./messages/PartnerMessages.tsx')).PartnerFiles),
  },
  {
    title: t('Tasks'),
    tab: 'tasks',
    permission: 'tasks.read',
    Section: late(async () => (await import('./programme/PartnerTasks.tsx')).PartnerTasks),
  },
  {
    title: t('Off-boarding'),
    tab: 'off-boarding',
    permission: 'partners.read',
    Section: late(async () => (await import('./programme/PartnerLeaving.tsx')).PartnerLeaving),
  },
  {
    title: t('Deals'),
    tab: 'deals',
    permission: 'deals.read',
    Section: late(async () => (await import('./deals/PartnerDeals.tsx')).PartnerDeals),
  },
  {
    title: t('Revenue'),
    tab: 'revenue',
    permission: 'deals.read',
    Section: late(async () => (await import('./deals/PartnerRevenue.tsx')).PartnerRevenue),
  },
  {
    title: t('Certifications'),
    tab: 'certifications',
    permission: 'enablement.read',
    Section: late(async () => (await import('./enablement/PartnerCertifications.tsx')).PartnerCertifications),
  },
  {
    title: t('Suggestions'),
    tab: 'suggestions',
    permission: 'organizations.read',
    Section: late(async () => (await import('./organizations/SuggestionsPage.tsx')).PartnerSuggestions),
  },
  {
    title: t('Satisfaction'),
    tab: 'satisfaction',
    permission: 'feedback.read',
    Section: late(async () => (await import('./feedback/PartnerSatisfaction.tsx')).PartnerSatisfaction),
  },
]

/** What stands on the page of any organization beside what `organizations` knows itself. */
export const organizationSections: readonly RecordSection[] = [
  {
    title: t('Journey'),
    tab: 'journey',
    permission: 'deals.read',
    Section: late(async () => (await import('./deals/CustomerJourney.tsx')).CustomerJourney),
  },
]
