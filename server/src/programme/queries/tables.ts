import type { Answer, ApplicationState, Finding, Proposal, RejectionReason } from '@hansa/contract/applications'
import type { Language } from '@hansa/contract/language'
import type { PartnerType } from '@hansa/contract/partners'
import type { Check } from '@hansa/contract/programme'
import type { Generated } from 'kysely'
import type { z } from 'zod'
import type { Json } from '../../core/database/tables.ts'
import type { VettingFacts } from '../rules/vet.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    application: {
      ecosystemId: Generated<string>
      id: string
      programmeId: string
      state: ApplicationState
      proposal: Proposal | null
      queueRank: Generated<number>
      company: string
      sortName: string
      matchName: string
      domain: string | null
      website: string | null
      country: string | null
      city: string | null
      industry: string | null
      employees: number | null
      contact: string
      email: string
      phone: string | null
      title: string | null
      types: PartnerType[]
      answers: Json<Record<string, z.infer<typeof Answer>>>
      language: Language | null
      emailConfirmedAt: Date | null
      found: Generated<Check[]>
      organizationId: string | null
      source: string
      sourceKey: string | null
      asked: string | null
      answered: string | null
      reason: RejectionReason | null
      note: string | null
      submittedAt: Date
      vettingDue: Generated<boolean>
      decidedAt: Date | null
      decidedBy: string | null
      searchText: string
      createdAt: Date
      updatedAt: Date
      version: Generated<number>
    }
    applicationDocument: {
      ecosystemId: Generated<string>
      fileId: string
      pass: string
      applicationId: string | null
      key: string | null
      createdAt: Date
    }
    vetting: {
      ecosystemId: Generated<string>
      applicationId: string
      number: number
      at: Date
      rulesVersion: number
      sanctionsVersion: number | null
      facts: Json<VettingFacts>
      proposal: Proposal
      bySelf: boolean
      findings: Json<Finding[]>
    }
    sanctionsList: {
      ecosystemId: Generated<string>
      version: number
      name: string
      entries: number
      skipped: number
      uploadedAt: Date
      uploadedBy: string | null
      uploaderName: string | null
    }
    sanctionsEntry: {
      ecosystemId: Generated<string>
      version: number
      position: number
      name: string
      words: string
      country: string | null
      reference: string | null
    }
    formKey: { ecosystemId: Generated<string>; secret: string }
    formUse: { ecosystemId: Generated<string>; pass: string; network: string; at: Date }
  }
}
