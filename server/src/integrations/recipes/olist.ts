import { word } from '@hansa/contract/language'
import type { Recipe } from '@hansa/contract/integrations'

const source = 'olist'
const nulls = ['', '#N/A']
const shipped = true

/** A lead has no name of its own: its number stands for one, until the seller behind it is known. */
const lead = { key: { template: 'lead {mql_id}' }, name: { template: 'Lead {mql_id}' } }
const signed = {
  key: { template: 'lead {mql_id}' },
  otherKey: { template: 'seller {seller_id}' },
  name: { template: 'Seller {seller_id}' },
}

export const olistLeads: Recipe = {
  id: 'olist_leads',
  name: word('Olist: seller leads'),
  about: word(
    'A lead becomes an application (a partnership at stage applied) with its origin and campaign. Import it first.',
  ),
  shipped,
  columns: ['mql_id', 'first_contact_date', 'landing_page_id', 'origin'],
  mapping: {
    source,
    nulls,
    outputs: [
      {
        target: 'partnerships',
        fields: {
          ...lead,
          country: { value: 'BR' },
          stage: { value: 'applied' },
          day: { column: 'first_contact_date' },
          origin: { column: 'origin' },
          campaign: { column: 'landing_page_id' },
        },
      },
    ],
  },
}

export const olistClosedDeals: Recipe = {
  id: 'olist_closed_deals',
  name: word('Olist: closed deals (signed sellers)'),
  about: word(
    'A closed deal is a lead that signed: the partnership becomes active on that day, with its recruiter, partner manager and type. It ties the lead to the seller’s number, so import it after the leads and before the sellers.',
  ),
  shipped,
  columns: ['mql_id', 'seller_id', 'sdr_id', 'sr_id', 'won_date', 'business_type'],
  mapping: {
    source,
    nulls,
    outputs: [
      {
        target: 'organizations',
        fields: {
          ...signed,
          industry: { column: 'business_segment' },
          traits: {
            columns: [
              'lead_type',
              'lead_behaviour_profile',
              'has_company',
              'has_gtin',
              'average_stock',
              'declared_product_catalog_size',
              'declared_monthly_revenue',
            ],
          },
        },
      },
      {
        target: 'partnerships',
        fields: {
          ...signed,
          stage: { value: 'active' },
          day: { column: 'won_date' },
          recruiter: { column: 'sdr_id' },
          manager: { column: 'sr_id' },
          types: {
            column: 'business_type',
            words: { reseller: 'reseller', manufacturer: 'technology', other: 'referral', '*': 'reseller' },
          },
        },
      },
    ],
  },
}

export const olistSellers: Recipe = {
  id: 'olist_sellers',
  name: word('Olist: sellers'),
  about: word(
    'A seller is a partner’s account, with its place. Sellers that no lead is known of are active partners from their first sale on.',
  ),
  shipped,
  columns: ['seller_id', 'seller_zip_code_prefix', 'seller_city', 'seller_state'],
  mapping: {
    source,
    nulls,
    outputs: [
      {
        target: 'organizations',
        fields: {
          key: { template: 'seller {seller_id}' },
          name: { template: 'Seller {seller_id}' },
          country: { value: 'BR' },
          city: { column: 'seller_city' },
          traits: { columns: ['seller_state', 'seller_zip_code_prefix'] },
        },
      },
      {
        target: 'partnerships',
        fields: {
          key: { template: 'seller {seller_id}' },
          name: { template: 'Seller {seller_id}' },
          territory: { column: 'seller_state' },
          // The marketplace's first month: whoever no closed deal is known of was there from the start.
          day: { value: '2016-09-01' },
        },
      },
    ],
  },
}

const item = {
  key: { template: 'seller {seller_id}' },
  name: { template: 'Seller {seller_id}' },
  day: { column: 'shipping_limit_date' },
  product: { column: 'product_id' },
  order: { column: 'order_id' },
  currency: { value: 'BRL' },
}

export const olistOrderItems: Recipe = {
  id: 'olist_order_items',
  name: word('Olist: order items'),
  about: word(
    'An item’s price is revenue through the partner that sold it, its freight revenue of another kind; the shipping limit stands for the day of the sale.',
  ),
  shipped,
  columns: ['order_id', 'order_item_id', 'product_id', 'seller_id', 'shipping_limit_date', 'price', 'freight_value'],
  mapping: {
    source,
    nulls,
    outputs: [
      {
        target: 'revenue',
        fields: {
          ...item,
          revenueKey: { template: '{order_id}/{order_item_id}/sale' },
          kind: { value: 'sale' },
          amount: { column: 'price', format: 'decimal_point' },
        },
      },
      {
        target: 'revenue',
        fields: {
          ...item,
          revenueKey: { template: '{order_id}/{order_item_id}/freight' },
          kind: { value: 'freight' },
          amount: { column: 'freight_value', format: 'decimal_point' },
        },
      },
    ],
  },
}

export const olistSatisfaction: Recipe = {
  id: 'olist_satisfaction',
  name: word('Olist: average reviews of sellers'),
  about: word(
    'A third party’s averages over the whole time: the review average is a satisfaction score from 1 to 5, of the last day of the sales.',
  ),
  shipped,
  columns: ['seller_id', 'orders_count', 'items_sold', 'gross_revenue', 'avg_review_score'],
  mapping: {
    source,
    nulls,
    outputs: [
      {
        target: 'satisfaction',
        fields: {
          key: { template: 'seller {seller_id}' },
          name: { template: 'Seller {seller_id}' },
          scoreKey: { template: 'reviews {seller_id}' },
          day: { value: '2018-09-30' },
          score: { column: 'avg_review_score', format: 'decimal_point' },
          scaleFrom: { value: '1' },
          scaleTo: { value: '5' },
          respondents: { column: 'orders_count' },
        },
        only: { column: 'avg_review_score', values: [''], not: true },
      },
    ],
  },
}
