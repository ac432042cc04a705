import type { Recipe } from '@hansa/contract/integrations'
import { applicationList } from './applications.ts'
import { cncfCertified, cncfMembers } from './cncf.ts'
import {
  crmAccounts,
  crmPipeline,
  salesforceAccounts,
  salesforceOpportunities,
  salesforceOpportunityHistory,
  salesforceOpportunityLines,
  salesforceReportAccounts,
  salesforceReportOpportunities,
} from './crm.ts'
import { olistClosedDeals, olistLeads, olistOrderItems, olistSatisfaction, olistSellers } from './olist.ts'
import { simulated } from './simulated.ts'

/** The recipes that come with Hansa. */
export const recipes: readonly Recipe[] = [
  applicationList,
  cncfMembers,
  cncfCertified,
  olistLeads,
  olistClosedDeals,
  olistSellers,
  olistOrderItems,
  olistSatisfaction,
  salesforceAccounts,
  salesforceOpportunities,
  salesforceOpportunityHistory,
  salesforceOpportunityLines,
  salesforceReportAccounts,
  salesforceReportOpportunities,
  crmAccounts,
  crmPipeline,
  ...simulated,
]
