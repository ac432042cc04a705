import type { Generated } from 'kysely'

declare module '../../core/database/tables.ts' {
  interface Tables {
    certification: {
      ecosystemId: Generated<string>
      id: string
      organizationId: string
      personId: string | null
      name: string
      grantedOn: string
      expiresOn: string | null
      endedOn: string | null
      endReason: string | null
      source: string
      sourceKey: string | null
      createdAt: Date
      updatedAt: Date
      version: Generated<number>
    }
  }
}
