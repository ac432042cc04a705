import type { ParticipantRole } from '@hansa/contract/deal-credit-rules'
import type { Signature, SplitMethod } from '@hansa/contract/deal-splits'
import type { ParticipantState, ProposalState } from '@hansa/contract/deal-teams'
import type { DealStage } from '@hansa/contract/deals'
import type { Generated } from 'kysely'
import type { Json } from '../../core/database/tables.ts'

export interface KeptLine {
  readonly name: string
  readonly participantId: string
  readonly amount: number
}

declare module '../../core/database/tables.ts' {
  interface Tables {
    dealParticipant: {
      ecosystemId: Generated<string>
      id: string
      dealId: string
      partnerId: string
      role: ParticipantRole
      state: ParticipantState
      evidence: string | null
      evidenceOn: string | null
      fromDay: string | null
      untilDay: string | null
      reason: string | null
      seesValue: boolean
      createdAt: Date
      version: Generated<number>
    }
    dealIntroduction: {
      ecosystemId: Generated<string>
      dealId: string
      oneId: string
      twoId: string
      shares: boolean
    }
    dealTeamProposal: {
      ecosystemId: Generated<string>
      id: string
      partnerId: string
      customerName: string
      partnerName: string | null
      role: ParticipantRole
      evidence: string
      evidenceOn: string | null
      state: ProposalState
      reason: string | null
      createdAt: Date
    }
    dealTeamRuling: { ecosystemId: Generated<string>; proposalId: string; dealId: string }
    dealSplit: {
      ecosystemId: Generated<string>
      id: string
      dealId: string
      number: number
      method: SplitMethod
      isDefault: boolean
      reason: string | null
      lines: Json<readonly KeptLine[]>
      amount: number | null
      currency: string | null
      programmeId: string
      rulesVersion: number
      proposedBy: string
      proposedAt: Date
      lockedAt: Date | null
    }
    dealShare: {
      ecosystemId: Generated<string>
      splitId: string
      participantId: string
      partnerId: string
      role: ParticipantRole
      weight: number
      basisPoints: number
      amount: number | null
      signature: Signature
      answeredAt: Date | null
      answeredBy: string | null
      disputeReason: string | null
      wantedBasisPoints: number | null
    }
    dealSplitEntry: {
      ecosystemId: Generated<string>
      id: string
      splitId: string
      participantId: string
      dealId: string
      partnerId: string
      day: string
      kind: 'won' | 'correction'
      amount: number
      currency: string
      recordedAt: Date
    }
    /** Views: what a partner's transaction may know, see the migration. */
    ownDeal: {
      ecosystemId: string
      id: string
      customerName: string
      country: string | null
      product: string | null
      since: Date
      stage: DealStage | null
      expectedCloseOn: string | null
      closedOn: string | null
      amount: number | null
      currency: string | null
    }
    ownTeamMate: {
      ecosystemId: string
      dealId: string
      id: string
      name: string
      role: ParticipantRole
      basisPoints: number | null
    }
    ownSplit: {
      ecosystemId: string
      id: string
      dealId: string
      number: number
      reason: string | null
      isDefault: boolean
      currency: string | null
      proposedAt: Date
      lockedAt: Date | null
      isNewest: boolean
    }
  }
}
