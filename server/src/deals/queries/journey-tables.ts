import type { JourneyRules, JourneyStage, TouchKind } from '@hansa/contract/journey-rules'
import type { Generated } from 'kysely'
import type { Json } from '../../core/database/tables.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    journeyStay: {
      ecosystemId: Generated<string>
      customerId: string
      dealId: string
      stage: JourneyStage
      fromDay: string
      toDay: string | null
      went: boolean | null
      touchedOn: string | null
      product: string | null
      amount: number | null
      currency: string | null
    }
    journeyTouch: {
      ecosystemId: Generated<string>
      customerId: string
      id: string
      stage: JourneyStage
      day: string
      what: TouchKind
      stayFrom: string | null
      partnerId: string | null
      channel: string | null
      dealId: string | null
    }
    journeyReader: {
      ecosystemId: Generated<string>
      rules: Json<JourneyRules>
      edition: Generated<number>
      readAt: Date
    }
  }
}
