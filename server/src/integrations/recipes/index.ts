import type { Recipe } from '@hansa/contract/integrations'
import { cncfCertified, cncfMembers } from './cncf.ts'
import {
  crmAccounts,
  crmPipeline,
  salesforceAccounts,
  salesforceOpportunities,
  salesforceReportAccounts,
  salesforceReportOpportunities,
} from './crm.ts'
import { olistClosedDeals, olistLeads, olistOrderItems, olistSatisfaction, olistSellers } from './olist.ts'
import { simulated } from './simulated.ts'

/** The recipes that come with Hansa. */
export const recipes: readonly Recipe[] = [
  cncfMembers,
  cncfCertified,
  olistLeads,
  olistClosedDeals,
  olistSellers,
  olistOrderItems,
  olistSatisfaction,
  salesforceAccounts,
  salesforceOpportunities,
  salesforceReportAccounts,
  salesforceReportOpportunities,
  crmAccounts,
  crmPipeline,
  ...simulated,
]
