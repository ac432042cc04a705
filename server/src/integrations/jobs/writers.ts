import { english } from '@hansa/contract/language'
import { relationshipKinds } from '@hansa/contract/organizations'
import type { ImportTarget } from '@hansa/contract/integrations'
import { partnerStages, partnerTypes, type PartnerStage, type PartnerType } from '@hansa/contract/partners'
import { newId } from '../../core/ids.ts'
import { dealsByKey } from '../../deals/queries/journey-facts.ts'
import { followTrees } from '../../deals/queries/trees.ts'
import { organizationsByKey } from '../../organizations/queries/keys.ts'
import { insertRelationships, setParents } from '../../organizations/queries/relationships.ts'
import { upsertPeople } from '../../organizations/queries/upsert-people.ts'
import type { GivenPartnership, GivenSpell } from '../../partners/rules/plan.ts'
import type { Fields } from './parse.ts'
import { givePartnerships } from './partnerships.ts'
import {
  aboutOrganizations,
  code,
  fingerprint,
  list,
  resolveOthers,
  text,
  traits,
  type Item,
  type Outcome,
  type Writer,
  type Writing,
  type Written,
} from './write.ts'
import { applications } from './write-applications.ts'
import { deals, lines as dealLines, stageHistory as dealStages } from './write-deals.ts'
import { certifications, revenue, satisfaction } from './write-outcomes.ts'

/** Companies come under parents; claims and protections follow their corporate tree. @returns which ones were elsewhere before. */
async function moveUnder(to: Writing, rows: readonly { id: string; parentId: string }[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const moved = await setParents(to.db, rows, to.now)
  if (moved.size > 0) await to.record(await followTrees(to.db, [...moved], to.now))
  return moved
}

const organizations: Writer = aboutOrganizations('organizations', async (to, items) => {
  const parents = await resolveOthers(to, items, { key: 'parentKey', name: 'parentName' })
  const wanted = items.flatMap((item, i) => {
    const parent = parents[i]
    return parent && 'id' in parent && parent.id !== item.organizationId
      ? [{ id: item.organizationId, parentId: parent.id }]
      : []
  })
  const moved = await moveUnder(to, wanted)
  return items.map(({ row, organizationId, organization }, i): Written => {
    const parent = parents[i]
    if (parent && 'problem' in parent)
      return { row, field: 'parentName', reason: english`The parent is not clear: ${parent.problem}.` }
    return { row, outcome: organization === 'unchanged' && moved.has(organizationId) ? 'updated' : organization }
  })
})

const stages = Object.keys(partnerStages)
const types = Object.keys(partnerTypes)

/** The dated statements of a row about a partnership, or what is wrong with it. */
function said(fields: Fields): GivenSpell[] | { field: string; reason: string } {
  const from = text(fields.day)!
  const to = text(fields.until)
  if (to !== null && to <= from)
    return { field: 'until', reason: english`Valid until ${to} is not after valid from ${from}` }
  const spells: GivenSpell[] = []
  const stage = text(fields.stage)
  if (stage !== null) {
    if (!stages.includes(code(stage)))
      return { field: 'stage', reason: english`Stage "${stage}" is not one of ${stages.join(', ')}` }
    spells.push({ field: 'stage', value: code(stage) as PartnerStage, from })
  }
  for (const field of ['tier', 'manager', 'territory'] as const) {
    const value = text(fields[field])
    if (value !== null) spells.push({ field, value, from, to })
  }
  for (const type of list(fields.types)) {
    if (!types.includes(code(type)))
      return { field: 'types', reason: english`Partner type "${type}" is not one of ${types.join(', ')}` }
    spells.push({ field: 'type', value: code(type) as PartnerType, from, to })
  }
  return spells
}

const partnerships: Writer = aboutOrganizations('partnerships', async (to, items) => {
  const wrong: Written[] = []
  const given: (GivenPartnership & { row: number })[] = []
  for (const { row, fields, organizationId } of items) {
    const spells = said(fields)
    if (!Array.isArray(spells)) {
      wrong.push({ row, ...spells })
      continue
    }
    const came = { origin: text(fields.origin), campaign: text(fields.campaign), recruiter: text(fields.recruiter) }
    given.push({
      row,
      organizationId,
      spells,
      ...Object.fromEntries(Object.entries(came).filter(([, value]) => value !== null)),
    })
  }
  const outcomes = await givePartnerships(to, given)
  return [
    ...wrong,
    ...given.map(({ row, organizationId }): Written => ({ row, outcome: outcomes.get(organizationId) ?? 'unchanged' })),
  ]
})

const people: Writer = async (to, items) => {
  const found = await resolveOthers(to, items, { key: 'key', name: 'name', website: 'website' })
  const clear = items.filter((_, i) => !found[i] || 'id' in found[i])
  const given = items.flatMap(({ fields }, i) => {
    const one = found[i]
    if (one && 'problem' in one) return []
    return [
      {
        name: text(fields.personName)!,
        email: text(fields.email),
        phone: text(fields.phone),
        title: text(fields.jobTitle),
        country: text(fields.country),
        organizationId: one?.id ?? null,
      },
    ]
  })
  const outcomes = await upsertPeople(to.db, given, to.now)
  await to.record(
    outcomes.flatMap(({ id, outcome }, i) =>
      outcome === 'unchanged'
        ? []
        : [
            {
              verb: `person.${outcome}`,
              objectId: id,
              organizationId: given[i]!.organizationId,
              data: { name: given[i]!.name },
            },
          ],
    ),
  )
  const unclear = items.flatMap((item, i): Written[] => {
    const one = found[i]
    return one && 'problem' in one
      ? [{ row: item.row, field: 'name', reason: english`The company is not clear: ${one.problem}.` }]
      : []
  })
  return [...unclear, ...clear.map((item, i): Written => ({ row: item.row, outcome: outcomes[i]!.outcome }))]
}

const kinds = [...Object.keys(relationshipKinds), 'parent_of']

const relationships: Writer = aboutOrganizations('relationships', async (to, items) => {
  const others = await resolveOthers(to, items, { key: 'toKey', name: 'toName', website: 'toWebsite' })
  const rows: {
    row: number
    id: string
    kind: keyof typeof relationshipKinds
    fromId: string
    toId: string
    since: string | null
    until: string | null
  }[] = []
  const parents: { row: number; id: string; parentId: string }[] = []
  const results: Written[] = []
  items.forEach(({ row, fields, organizationId }, i) => {
    const other = others[i]
    const kind = code(text(fields.kind)!)
    const [since, until] = [text(fields.since), text(fields.until)]
    const refuse = (field: string, reason: string) => results.push({ row, field, reason })
    if (!kinds.includes(kind))
      return refuse('kind', english`Kind "${text(fields.kind)}" is not one of ${kinds.join(', ')}`)
    if (!other) return refuse('toName', english`The other company is not named`)
    if ('problem' in other) return refuse('toName', english`The other company is not clear: ${other.problem}.`)
    if (other.id === organizationId) return refuse('toName', english`Both companies are the same organization here`)
    if (since && until && until < since) return refuse('until', english`Until ${until} is before since ${since}`)
    if (kind === 'parent_of') parents.push({ row, id: other.id, parentId: organizationId })
    else
      rows.push({
        row,
        id: newId('rel', to.now),
        kind: kind as keyof typeof relationshipKinds,
        fromId: organizationId,
        toId: other.id,
        since,
        until,
      })
  })
  const created = await insertRelationships(to.db, rows, to.now)
  const moved = await moveUnder(to, parents)
  await to.record(
    rows
      .filter((one) => created.has(one.id))
      .map((one) => ({
        verb: 'relationship.created',
        objectId: one.id,
        organizationId: one.fromId,
        data: { kind: one.kind, with: one.toId },
      })),
  )
  return [
    ...results,
    ...rows.map((one): Written => ({ row: one.row, outcome: created.has(one.id) ? 'created' : 'unchanged' })),
    ...parents.map((one): Written => ({ row: one.row, outcome: moved.has(one.id) ? 'updated' : 'unchanged' })),
  ]
})

const aDay = 86_400_000

/** What each event is about: the deal that it names by the source's key, else the customer. */
async function objectsOf(to: Writing, items: readonly Item[]): Promise<(string | undefined)[]> {
  const facts = items.map(({ fields }) => traits(fields.data))
  const named = (fact: string) => facts.flatMap((it) => it[fact] ?? [])
  const deals = await dealsByKey(to.db, to.source, named('deal'))
  const customers = await organizationsByKey(to.db, to.source, named('customer'))
  return facts.map((it) => deals.get(it['deal'] ?? '') ?? customers.get(it['customer'] ?? ''))
}

const events: Writer = aboutOrganizations('events', async (to, all) => {
  const isFuture = ({ fields }: Item) => Date.parse(text(fields.happenedAt)!) > to.now.getTime() + aDay
  const future = all.filter(isFuture).map(({ row, fields }): Written => ({
    row,
    field: 'happenedAt',
    reason: english`When: ${text(fields.happenedAt)} lies in the future; the log holds what has happened`,
  }))
  const items = all.filter((item) => !isFuture(item))
  const about = await objectsOf(to, items)
  const told = await to.record(
    items.map(({ fields, organizationId }, i) => ({
      verb: code(text(fields.verb)!).slice(0, 80),
      objectId: about[i] ?? null,
      organizationId,
      partnerId: organizationId,
      happenedAt: new Date(text(fields.happenedAt)!),
      source: `import:${to.source}`,
      sourceKey: text(fields.eventKey) ?? fingerprint([organizationId, fields]),
      data: traits(fields.data),
    })),
  )
  // The log passes over what it knows without saying which: the first ones count as new.
  return [
    ...future,
    ...items.map(({ row }, i): Written => ({ row, outcome: (i < told ? 'created' : 'unchanged') satisfies Outcome })),
  ]
})

/** What writes each target's rows. */
export const writers: Record<ImportTarget, Writer> = {
  organizations,
  partnerships,
  applications,
  people,
  relationships,
  deals,
  dealStages,
  dealLines,
  events,
  certifications,
  satisfaction,
  revenue,
}
