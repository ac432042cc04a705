import type { PartnerStage, PartnerType, SpellField } from '@hansa/contract/partners'
import type { Generated } from 'kysely'

declare module '../../core/database/tables.ts' {
  interface Tables {
    partnership: {
      ecosystemId: Generated<string>
      id: string
      organizationId: string
      types: PartnerType[]
      stage: PartnerStage
      stageRank: Generated<number>
      tier: string | null
      manager: string | null
      territory: string | null
      since: string | null
      leftOn: string | null
      nextChange: string | null
      origin: string | null
      campaign: string | null
      recruiter: string | null
      sortName: string
      country: string | null
      tags: string[]
      createdAt: Date
      updatedAt: Date
      version: Generated<number>
    }
    partnershipSpell: {
      ecosystemId: Generated<string>
      id: string
      organizationId: string
      field: SpellField
      value: string
      fromDay: string
      toDay: string | null
      reason: string | null
      source: string
    }
  }
}
