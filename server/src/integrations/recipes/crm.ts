import { word } from '@hansa/contract/language'
import type { Recipe } from '@hansa/contract/integrations'

const nulls = ['', '#N/A']
const shipped = true

/** The stages of Salesforce’s own picklist; an ecosystem’s own words are added to a kept copy of the recipe. */
const salesforceStages = {
  Prospecting: 'prospecting',
  Qualification: 'qualified',
  'Needs Analysis': 'qualified',
  'Value Proposition': 'proposal',
  'Id. Decision Makers': 'proposal',
  'Perception Analysis': 'proposal',
  'Proposal/Price Quote': 'proposal',
  'Negotiation/Review': 'negotiation',
  'Closed Won': 'won',
  'Closed Lost': 'lost',
  '*': 'prospecting',
}

/** Salesforce writes the codes of its API, or the words of its pages. */
const salesforceForecasts = {
  Omitted: 'omitted',
  Pipeline: 'pipeline',
  BestCase: 'best_case',
  'Best Case': 'best_case',
  MostLikely: 'commit',
  'Most Likely': 'commit',
  Forecast: 'commit',
  Commit: 'commit',
  Closed: 'closed',
}

const account = {
  name: { column: 'Name' },
  website: { column: 'Website' },
  country: { column: 'BillingCountry' },
  city: { column: 'BillingCity' },
  industry: { column: 'Industry' },
  employees: { column: 'NumberOfEmployees' },
  parentKey: { column: 'ParentId' },
  description: { column: 'Description' },
}

export const salesforceAccounts: Recipe = {
  id: 'salesforce_accounts',
  name: word('Salesforce: accounts (data loader)'),
  about: word('Accounts as the Data Loader exports them: capital column names, ids of 18 characters.'),
  shipped,
  columns: ['ID', 'ISDELETED', 'NAME', 'PARENTID', 'BILLINGCOUNTRY', 'WEBSITE', 'NUMBEROFEMPLOYEES'],
  mapping: {
    source: 'salesforce',
    nulls,
    outputs: [
      {
        target: 'organizations',
        fields: {
          key: { column: 'ID' },
          name: { column: 'NAME' },
          website: { column: 'WEBSITE' },
          country: { column: 'BILLINGCOUNTRY' },
          city: { column: 'BILLINGCITY' },
          industry: { column: 'INDUSTRY' },
          employees: { column: 'NUMBEROFEMPLOYEES' },
          parentKey: { column: 'PARENTID' },
          description: { column: 'DESCRIPTION' },
        },
        only: { column: 'ISDELETED', values: ['true'], not: true },
      },
    ],
  },
}

export const salesforceOpportunities: Recipe = {
  id: 'salesforce_opportunities',
  name: word('Salesforce: opportunities (data loader)'),
  about: word('Opportunities as the Data Loader exports them. Import the accounts first.'),
  shipped,
  columns: ['ID', 'ACCOUNTID', 'NAME', 'STAGENAME', 'AMOUNT', 'CLOSEDATE', 'ISWON'],
  mapping: {
    source: 'salesforce',
    nulls,
    outputs: [
      {
        target: 'deals',
        fields: {
          dealKey: { column: 'ID' },
          dealName: { column: 'NAME' },
          key: { column: 'ACCOUNTID' },
          stage: { column: 'STAGENAME', words: salesforceStages },
          sourceStage: { column: 'STAGENAME' },
          amount: { column: 'AMOUNT', format: 'decimal_point' },
          currency: { value: 'USD' },
          openedOn: { column: 'CREATEDDATE' },
          expectedCloseOn: { column: 'CLOSEDATE' },
          closedOn: { column: 'CLOSEDATE' },
          nextStep: { column: 'NEXTSTEP' },
          forecast: { column: 'FORECASTCATEGORY', words: salesforceForecasts },
        },
        only: { column: 'ISDELETED', values: ['true'], not: true },
      },
    ],
  },
}

export const salesforceOpportunityHistory: Recipe = {
  id: 'salesforce_opportunity_history',
  name: word('Salesforce: opportunity history (data loader)'),
  about: word('When opportunities came into which stage, in any order. Import the opportunities first.'),
  shipped,
  columns: ['ID', 'OPPORTUNITYID', 'STAGENAME', 'CREATEDDATE', 'PROBABILITY', 'FORECASTCATEGORY'],
  mapping: {
    source: 'salesforce',
    nulls,
    outputs: [
      {
        target: 'dealStages',
        fields: {
          dealKey: { column: 'OPPORTUNITYID' },
          stage: { column: 'STAGENAME', words: salesforceStages },
          sourceStage: { column: 'STAGENAME' },
          day: { column: 'CREATEDDATE' },
        },
        only: { column: 'ISDELETED', values: ['true'], not: true },
      },
    ],
  },
}

export const salesforceOpportunityLines: Recipe = {
  id: 'salesforce_opportunity_lines',
  name: word('Salesforce: opportunity products (data loader)'),
  about: word('The products of opportunities as lines of deals. Import the opportunities first.'),
  shipped,
  columns: ['ID', 'OPPORTUNITYID', 'PRODUCTCODE', 'NAME', 'QUANTITY', 'UNITPRICE', 'TOTALPRICE'],
  mapping: {
    source: 'salesforce',
    nulls,
    outputs: [
      {
        target: 'dealLines',
        fields: {
          dealKey: { column: 'OPPORTUNITYID' },
          lineKey: { column: 'ID' },
          product: { column: 'NAME' },
          quantity: { column: 'QUANTITY', format: 'decimal_point' },
          unitPrice: { column: 'UNITPRICE', format: 'decimal_point' },
          amount: { column: 'TOTALPRICE', format: 'decimal_point' },
          currency: { value: 'USD' },
        },
        only: { column: 'ISDELETED', values: ['true'], not: true },
      },
    ],
  },
}

export const salesforceReportAccounts: Recipe = {
  id: 'salesforce_org_accounts',
  name: word('Salesforce: accounts (whole organization)'),
  about: word('Accounts with all custom fields, empty values written as #N/A.'),
  shipped,
  columns: ['Guid', 'Name', 'BillingCountry', 'Website', 'Industry', 'ParentId'],
  mapping: {
    source: 'salesforce_org',
    nulls,
    outputs: [{ target: 'organizations', fields: { key: { column: 'Guid' }, ...account } }],
  },
}

export const salesforceReportOpportunities: Recipe = {
  id: 'salesforce_org_opportunities',
  name: word('Salesforce: opportunities (whole organization)'),
  about: word('Opportunities with all custom fields, empty values written as #N/A. Import the accounts first.'),
  shipped,
  columns: ['Guid', 'AccountId', 'Amount', 'CloseDate', 'Name', 'StageName', 'ForecastCategoryName'],
  mapping: {
    source: 'salesforce_org',
    nulls,
    outputs: [
      {
        target: 'deals',
        fields: {
          dealKey: { column: 'Guid' },
          dealName: { column: 'Name' },
          key: { column: 'AccountId' },
          stage: { column: 'StageName', words: salesforceStages },
          sourceStage: { column: 'StageName' },
          amount: { column: 'Amount', format: 'decimal_point' },
          currency: { value: 'USD' },
          expectedCloseOn: { column: 'CloseDate' },
          closedOn: { column: 'CloseDate' },
          forecast: { column: 'ForecastCategoryName', words: salesforceForecasts },
        },
      },
    ],
  },
}

export const crmAccounts: Recipe = {
  id: 'crm_accounts',
  name: word('CRM sample: accounts'),
  about: word(
    'Accounts known by their name, with parent and sector; the sector’s misspelling “technolgy” is put right.',
  ),
  shipped,
  columns: ['account', 'sector', 'employees', 'office_location', 'subsidiary_of'],
  mapping: {
    source: 'crm',
    nulls,
    outputs: [
      {
        target: 'organizations',
        fields: {
          key: { column: 'account' },
          name: { column: 'account' },
          country: { column: 'office_location', words: { Philipines: 'PH', Korea: 'KR' } },
          industry: { column: 'sector', words: { technolgy: 'technology' } },
          employees: { column: 'employees' },
          parentKey: { column: 'subsidiary_of' },
          parentName: { column: 'subsidiary_of' },
          traits: { columns: ['year_established', 'revenue'] },
        },
      },
    ],
  },
}

export const crmPipeline: Recipe = {
  id: 'crm_pipeline',
  name: word('CRM sample: sales pipeline'),
  about: word(
    'Opportunities with their agent and product; “GTXPro” is GTX Pro. Rows without an account have no customer to belong to and are given back.',
  ),
  shipped,
  columns: [
    'opportunity_id',
    'sales_agent',
    'product',
    'account',
    'deal_stage',
    'engage_date',
    'close_date',
    'close_value',
  ],
  mapping: {
    source: 'crm',
    nulls,
    outputs: [
      {
        target: 'deals',
        fields: {
          dealKey: { column: 'opportunity_id' },
          dealName: { template: '{product} for {account}' },
          key: { column: 'account' },
          name: { column: 'account' },
          stage: {
            column: 'deal_stage',
            words: { Prospecting: 'prospecting', Engaging: 'qualified', Won: 'won', Lost: 'lost' },
          },
          sourceStage: { column: 'deal_stage' },
          amount: { column: 'close_value' },
          currency: { value: 'USD' },
          owner: { column: 'sales_agent' },
          product: { column: 'product', words: { GTXPro: 'GTX Pro' } },
          openedOn: { column: 'engage_date' },
          closedOn: { column: 'close_date' },
        },
      },
      {
        // A deal that is closed was engaged in before: since when, its own column says.
        target: 'dealStages',
        fields: {
          dealKey: { column: 'opportunity_id' },
          stage: { value: 'qualified' },
          sourceStage: { value: 'Engaging' },
          day: { column: 'engage_date' },
        },
        only: { column: 'engage_date', values: [''], not: true },
      },
    ],
  },
}
