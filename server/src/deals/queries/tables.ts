import type { CloseReason, DealStage, ForecastCategory } from '@hansa/contract/pipeline'
import type { Generated } from 'kysely'

declare module '../../core/database/tables.ts' {
  interface Tables {
    deal: {
      ecosystemId: Generated<string>
      id: string
      name: string
      sortName: string
      searchText: Generated<string>
      customerId: string
      partnerId: string | null
      owner: string | null
      stage: DealStage
      stageSince: string
      sourceStage: string | null
      closedOn: string | null
      amount: number | null
      currency: string | null
      product: string | null
      openedOn: string
      expectedCloseOn: string | null
      nextStep: string | null
      nextStepOn: string | null
      forecast: ForecastCategory | null
      closeReason: CloseReason | null
      closeNote: string | null
      competitor: string | null
      programmeId: string | null
      pipelineStage: string | null
      source: string
      sourceKey: string | null
      createdAt: Date
      updatedAt: Date
      version: Generated<number>
    }
    dealStage: {
      ecosystemId: Generated<string>
      dealId: string
      fromDay: string
      stage: DealStage
      sourceStage: string | null
      assumed: Generated<boolean>
    }
    dealLine: {
      ecosystemId: Generated<string>
      dealId: string
      place: number
      product: string
      family: string | null
      quantity: number
      unitPrice: number | null
      amount: number
      partnerId: string | null
      sourceKey: string | null
    }
    revenue: {
      ecosystemId: Generated<string>
      id: string
      partnerId: string
      kind: string
      day: string
      amount: number
      currency: string
      product: string | null
      orderReference: string | null
      dealId: string | null
      reversesId: string | null
      note: string | null
      source: string
      sourceKey: string | null
      recordedAt: Date
    }
  }
}
