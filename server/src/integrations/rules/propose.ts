import { english } from '@hansa/contract/language'
import {
  importTargets,
  type ColumnType,
  type FieldSource,
  type ImportTarget,
  type Mapping,
  type Output,
  type Recipe,
} from '@hansa/contract/integrations'
import { traitName } from './mapping.ts'

interface Column {
  readonly name: string
  readonly type: ColumnType
  readonly filled: number
}

/** Names under which columns of CRMs and spreadsheets bring a field, without case, blanks and punctuation. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  key: ['id', 'accountid', 'account', 'organizationid', 'companyid', 'partnerid', 'guid', 'externalid', 'crunchbase'],
  name: [
    'name',
    'company',
    'companyname',
    'account',
    'accountname',
    'organization',
    'organizationname',
    'partner',
    'partnername',
    'customer',
  ],
  website: ['website', 'url', 'domain', 'web', 'homepage', 'homepageurl'],
  country: ['country', 'billingcountry', 'officelocation', 'countrycode', 'land'],
  city: ['city', 'billingcity', 'town', 'ort'],
  industry: ['industry', 'sector', 'branch', 'segment'],
  employees: ['employees', 'numberofemployees', 'headcount', 'staff'],
  parentKey: ['parentid', 'parentaccountid'],
  parentName: ['parent', 'parentname', 'parentaccount', 'subsidiaryof'],
  description: ['description', 'about', 'notes'],
  tags: ['tags', 'labels'],
  stage: ['stage', 'stagename', 'dealstage', 'status', 'lifecyclestage'],
  tier: ['tier', 'level', 'partnertier', 'membership'],
  day: ['date', 'day', 'since', 'from', 'validfrom', 'snapshotmonth', 'snapshot', 'joined', 'startdate', 'grantedon'],
  until: ['until', 'to', 'enddate', 'validto'],
  types: ['type', 'partnertype', 'businesstype'],
  manager: ['manager', 'partnermanager', 'owner', 'accountmanager'],
  territory: ['territory', 'region'],
  origin: ['origin', 'leadsource', 'source', 'channel'],
  campaign: ['campaign', 'landingpage', 'landingpageid'],
  personName: ['name', 'fullname', 'contact', 'contactname', 'person'],
  email: ['email', 'emailaddress', 'mail'],
  phone: ['phone', 'telephone', 'mobile'],
  jobTitle: ['title', 'jobtitle', 'position', 'role'],
  applicationKey: ['applicationid', 'leadid', 'id', 'key'],
  contact: ['contact', 'contactname', 'contactperson', 'fullname', 'ansprechpartner'],
  submittedAt: ['submitted', 'submittedat', 'applied', 'appliedat', 'appliedon', 'createddate', 'timestamp'],
  dealKey: ['id', 'guid', 'opportunityid', 'dealid'],
  dealName: ['name', 'opportunityname', 'dealname', 'opportunity'],
  amount: ['amount', 'value', 'closevalue', 'price', 'revenue', 'dealvalue'],
  currency: ['currency', 'currencyisocode', 'currencycode'],
  owner: ['owner', 'ownername', 'salesagent', 'salesrep'],
  product: ['product', 'productname', 'productid'],
  openedOn: ['createddate', 'engagedate', 'opened', 'openedon', 'created'],
  expectedCloseOn: ['expectedclose', 'expectedclosedate'],
  closedOn: ['closedate', 'closed', 'closedon', 'wondate'],
  verb: ['verb', 'event', 'action', 'what'],
  happenedAt: ['happenedat', 'timestamp', 'time', 'date', 'when'],
  certification: ['certification', 'certificate', 'badge'],
  expiresOn: ['expires', 'expireson', 'expiry', 'validuntil'],
  score: ['score', 'rating', 'avgreviewscore', 'satisfaction'],
  respondents: ['respondents', 'responses', 'answers', 'orderscount'],
  revenueKey: ['id', 'invoice', 'invoiceid', 'entryid'],
  order: ['order', 'orderid'],
  kind: ['kind', 'relationship'],
}

const bare = (name: string) =>
  name
    .toLowerCase()
    .replace(/__c$/, '')
    .replace(/[^a-z0-9]/g, '')

const fits = (field: string, type: ColumnType): boolean =>
  field === 'date'
    ? type === 'date' || type === 'datetime'
    : field === 'datetime'
      ? type === 'datetime' || type === 'date'
      : field === 'money' || field === 'decimal'
        ? ['money', 'decimal', 'integer'].includes(type)
        : field === 'email'
          ? type === 'email'
          : field === 'integer'
            ? type === 'integer'
            : true

export interface Proposal {
  readonly mapping: Mapping
  readonly recipeId: string | null
  readonly reasons: Record<string, string>
}

/** The shipped or kept recipe that a file is recognised by: all of its columns are there; the one with the most wins. */
export function recognise(columns: readonly string[], recipes: readonly Recipe[]): Recipe | undefined {
  const there = new Set(columns.map((name) => name.toLowerCase()))
  return recipes
    .filter((recipe) => recipe.columns.length > 0 && recipe.columns.every((name) => there.has(name.toLowerCase())))
    .sort((a, b) => b.columns.length - a.columns.length)[0]
}

/** A mapping for a file that no recipe knows: the target whose fields the columns' names and values fill best. */
export function propose(columns: readonly Column[], source: string): Proposal {
  const tries = (Object.keys(importTargets) as ImportTarget[]).map((target) => ({ target, ...match(target, columns) }))
  const best = tries.sort((a, b) => b.score - a.score)[0]!
  const output: Output = { target: best.target, fields: best.fields }
  return { mapping: { source, nulls: ['', '#N/A'], outputs: [output] }, recipeId: null, reasons: best.reasons }
}

/** What columns a target would take, with the reason for each, and how well that fits. */
function match(
  target: ImportTarget,
  columns: readonly Column[],
): { fields: Record<string, FieldSource>; reasons: Record<string, string>; score: number } {
  const fields: Record<string, FieldSource> = {}
  const reasons: Record<string, string> = {}
  const taken = new Set<string>()
  let score = 0
  const all = Object.entries(
    importTargets[target].fields as Record<string, { title: string; type: string; required?: true }>,
  )
  for (const [name, field] of all) {
    const words = synonyms[name] ?? [bare(name)]
    const found = words
      .map((word) =>
        columns.find((column) => bare(column.name) === word && !taken.has(column.name) && column.filled > 0),
      )
      .find((column) => column && fits(field.type, column.type))
    if (found) {
      taken.add(found.name)
      fields[name] = { column: found.name }
      reasons[name] =
        fits(field.type, found.type) && field.type !== 'text'
          ? english`The column “${found.name}” is named like it and holds ${found.type}.`
          : english`The column “${found.name}” is named like it.`
      score += 1
    } else if (field.required) score -= 4
  }
  const rest = columns.filter((column) => !taken.has(column.name) && column.filled > 0.05).map((column) => column.name)
  if ('traits' in importTargets[target].fields && rest.length > 0) {
    fields.traits = { columns: rest.slice(0, 40) }
    reasons.traits = english`Columns without a place of their own are kept as ${rest.slice(0, 3).map(traitName).join(', ')}${rest.length > 3 ? ', …' : ''}.`
  }
  return { fields, reasons, score: score - (fields.name || fields.key || fields.website || fields.personName ? 0 : 5) }
}
