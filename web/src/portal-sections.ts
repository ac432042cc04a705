import type { Me } from '@hansa/contract/identity'
import type { Permission } from '@hansa/contract/permissions'
import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import { t } from './kit/language.tsx'

/** One thing that waits for a partner's person. */
export interface WaitingItem {
  /** Unique among those of its capability. */
  id: string
  title: string
  /** Which, until when, why: one short line. */
  hint?: string
  /** One of `portalPaths`: where it is done. */
  to: string
}

/** What a capability brings to the home's list of what waits. */
export interface PortalWaiting {
  /** The capability's name. */
  name: string
  /** Who lacks it is not asked. */
  can: Permission
  load: () => Promise<(me: Me) => Promise<WaitingItem[]>>
}

/** In this order on the home. */
export const portalWaiting: readonly PortalWaiting[] = [
  {
    name: 'programme',
    can: 'tasks.take_part',
    load: async () => (await import('./programme/portal-waiting.ts')).tasksWaiting,
  },
  {
    name: 'company',
    can: 'portal.company',
    load: async () => (await import('./organizations/portal-waiting.ts')).companyWaiting,
  },
  {
    name: 'messages',
    can: 'messages.take_part',
    load: async () => (await import('./messages/portal-waiting.ts')).messagesWaiting,
  },
  {
    name: 'access',
    can: 'portal.read',
    load: async () => (await import('./identity/portal-waiting.ts')).accessWaiting,
  },
]

/** A part of the home that a capability brings. */
export interface PortalSection {
  title: string
  can: Permission
  Section: LazyExoticComponent<ComponentType>
}
const late = (load: () => Promise<ComponentType>) => lazy(async () => ({ default: await load() }))

/** Below what waits, in this order. */
export const portalSections: readonly PortalSection[] = [
  {
    title: t('Announcements'),
    can: 'messages.take_part',
    Section: late(async () => (await import('./messages/PortalAnnouncements.tsx')).PortalAnnouncements),
  },
  {
    title: t('Your certifications'),
    can: 'portal.read',
    Section: late(async () => (await import('./enablement/PortalCertifications.tsx')).PortalCertifications),
  },
  {
    title: t('Lately'),
    can: 'portal.read',
    Section: late(async () => (await import('./partners/PortalActivity.tsx')).PortalActivity),
  },
]
