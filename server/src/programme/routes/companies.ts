import { say } from '@hansa/contract/language'
import { Refusal, wrong } from '../../core/errors.ts'
import { readOrganization } from '../../organizations/queries/organizations.ts'
import { findOrganizations, resolveOrganizations, type OrganizationRef } from '../../organizations/queries/resolve.ts'
import type { ApplicationRow } from '../queries/applications.ts'
import { nameCompanies } from '../queries/companies.ts'
import type { Acting } from './acting.ts'

/** What an application says of the company. */
const refOf = (it: ApplicationRow): OrganizationRef => ({
  keys: [],
  name: it.company,
  website: it.website,
  country: it.country,
  city: it.city,
  industry: it.industry,
  employees: it.employees,
})

/** Finds the companies by the keys that applications have given them, or makes them; fills what is not known yet. */
async function settle(acting: Acting, all: readonly ApplicationRow[]): Promise<[string, string][]> {
  const refs = all.map((it) => ({ ...refOf(it), keys: [it.id] }))
  const resolved = await resolveOrganizations(acting.db, 'application', refs, acting.now, 'gaps')
  const placed = resolved.flatMap((one, i): [string, string][] => ('id' in one ? [[all[i]!.id, one.id]] : []))
  await acting.record(
    ...resolved.flatMap((one, i) =>
      'id' in one && one.outcome !== 'unchanged'
        ? [
            {
              verb: `organization.${one.outcome}`,
              objectId: one.id,
              organizationId: one.id,
              data: { name: all[i]!.company },
            },
          ]
        : [],
    ),
  )
  return placed
}

/**
 * The company of each application, found or made; those that could be several get none. Applications that name the same
 * company are taken in turn, so that the later ones find what the first one made.
 */
export async function companiesOf(acting: Acting, all: readonly ApplicationRow[]): Promise<Map<string, string>> {
  const companies = new Map<string, string>()
  for (let left = [...all]; left.length > 0;) {
    const round = new Map(left.toReversed().flatMap((it) => [[it.domain ?? it.matchName, it] as const]))
    const turn = [...new Set(round.values())]
    left = left.filter((it) => !turn.includes(it))
    const found = await findOrganizations(acting.db, turn.map(refOf))
    const named = turn.flatMap((it, i) => {
      const one = found[i]!
      return 'id' in one && one.id !== undefined ? [{ applicationId: it.id, organizationId: one.id }] : []
    })
    await nameCompanies(acting.db, named)
    const clear = turn.filter((_, i) => !('names' in found[i]!))
    for (const [id, organizationId] of await settle(acting, clear)) companies.set(id, organizationId)
  }
  return companies
}

/**
 * The organization that an application is from: the one that is named, or was before, or that is found; else a new one.
 *
 * @param named by the reviewer: an organization, or `new` where none of those found is meant
 */
export async function companyOf(acting: Acting, it: ApplicationRow, named?: string): Promise<string> {
  const { db } = acting
  let id = named === 'new' ? undefined : (named ?? it.organizationId ?? undefined)
  if (id === undefined && named !== 'new') {
    const [found] = await findOrganizations(db, [refOf(it)])
    if ('names' in found!)
      throw new Refusal(
        'conflict',
        say`${it.company} could be ${found.names.join(', ')}. Say which one it is, or that it is a new company.`,
        [{ field: 'organizationId', message: say`is not clear` }],
      )
    id = found!.id
  }
  if (id !== undefined) {
    const known = await readOrganization(db, id).catch(() => undefined)
    if (!known || known.mergedInto) throw wrong('organizationId', say`"${id}" is not an organization here`)
    await nameCompanies(db, [{ applicationId: it.id, organizationId: id }])
  }
  const [made] = await settle(acting, [it])
  if (!made) throw new Refusal('conflict', say`The company of ${it.company} is not clear; say which one it is.`)
  return made[1]
}
