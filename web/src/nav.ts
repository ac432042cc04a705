import type { Permission } from '@hansa/contract/permissions'
import type { NavItem } from './kit/FrameNav.tsx'

/** The workspace's navigation. An item whose permission the person lacks is left out. */
export const nav: readonly { label?: string; items: readonly (NavItem & { can?: Permission })[] }[] = []
