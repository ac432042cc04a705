import type { Permission } from '@hansa/contract/permissions'
import type { FunctionComponent } from 'react'

/** What a capability shows on a partner's record. */
export interface PartnerSection {
  readonly title: string
  /** Without it the section is left out. */
  readonly permission: Permission
  /** Loaded when somebody looks at the record, as a file of its own. */
  readonly load: () => Promise<FunctionComponent<{ organizationId: string }>>
}

/** Sections of a partner's record, in the order in which they stand. */
export const partnerSections: readonly PartnerSection[] = [
  {
    title: 'Figures',
    permission: 'impact.read',
    load: async () => (await import('./impact/PartnerFigures.tsx')).PartnerFigures,
  },
]
