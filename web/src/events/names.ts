import type { Event } from '@hansa/contract/events'
import { listMembers } from '@hansa/contract/identity'
import { listOrganizations, listPeople } from '@hansa/contract/organizations'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ask } from '../api.ts'
import { t } from '../kit/language.tsx'
import { paths } from '../paths.ts'
import { editsOf, type NameOf } from './words.ts'

/** At most so many ids in one question. */
const most = 100
const chunks = (ids: readonly string[]) =>
  Array.from({ length: Math.ceil(ids.length / most) }, (_, i) => ids.slice(i * most, (i + 1) * most))
const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^(org|per|mem)_[0-9a-z]{26}$/.test(value)

/** Every id of an organization, a person or a member that an event names. */
const idsOf = (event: Event): string[] =>
  [
    event.objectId,
    event.organizationId,
    ...Object.values(event.data),
    ...editsOf(event).flatMap(({ before, after }) => [before, after]),
  ].filter(isId)

/** The names behind the ids in events, asked for by the hundred. What was merged away has none any more. */
export function useNames(events: readonly Event[]): NameOf {
  const ids = useMemo(() => [...new Set(events.flatMap(idsOf))], [events])
  const of = (prefix: string) => ids.filter((id) => id.startsWith(prefix))
  const organizations = useQueries({
    queries: chunks(of('org_')).map((id) => ask(listOrganizations, { id, limit: most })),
  })
  const people = useQueries({ queries: chunks(of('per_')).map((id) => ask(listPeople, { id, limit: most })) })
  const members = useQuery({ ...ask(listMembers, { limit: 200 }), enabled: of('mem_').length > 0 })
  const named: readonly { id: string; name: string }[] = [
    ...organizations.flatMap((query) => query.data?.items ?? []),
    ...people.flatMap((query) => query.data?.items ?? []),
    ...(members.data?.items ?? []),
  ]
  const names = new Map(named.map((it) => [it.id, it.name]))
  return (id) => names.get(id)
}

/** Where the record lives that an event is about, and what it is called; null where it has no page of its own. */
export function recordOf(event: Event, nameOf: NameOf): { to: string; name: string } | null {
  const { objectId, organizationId, data } = event
  const said = typeof data['name'] === 'string' ? data['name'] : undefined
  const organization = organizationId && {
    to: paths.organization(organizationId),
    name: nameOf(organizationId) ?? t('Organization'),
  }
  switch (objectId?.slice(0, objectId.indexOf('_'))) {
    case 'org':
      return { to: paths.organization(objectId!), name: nameOf(objectId!) ?? said ?? t('Organization') }
    case 'per':
      return { to: paths.person(objectId!), name: nameOf(objectId!) ?? said ?? t('Person') }
    case 'deal':
      return { to: paths.deal(objectId!), name: said ?? t('Deal') }
    case 'imp':
      return {
        to: paths.import(objectId!),
        name: typeof data['fileName'] === 'string' ? data['fileName'] : t('Import'),
      }
    case 'ptr':
      return organizationId ? { to: paths.partner(organizationId), name: nameOf(organizationId) ?? t('Partner') } : null
    default:
      return organization || null
  }
}
