import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/organizations'
import type { Person } from '@hansa/contract/organizations'
import { mayIf, type Principal } from '../../core/access.ts'
import { Refusal, wrong } from '../../core/errors.ts'
import { handle, handleOutside, type Context, type Route } from '../../core/http/route.ts'
import { newId } from '../../core/ids.ts'
import { changes, defined } from '../../core/objects.ts'
import { csvDownload } from '../../core/http/csv.ts'
import { personOptions } from '../queries/options.ts'
import { readOrganization } from '../queries/organizations.ts'
import * as queries from '../queries/people.ts'
import { personDerived } from '../rules.ts'

const withMay = (principal: Principal, person: Omit<Person, 'may'>): Person => ({
  ...person,
  may: { edit: mayIf(principal, 'organizations.write') },
})

async function checkOrganization({ db }: Context, id: string | null | undefined) {
  if (!id) return
  const organization = await readOrganization(db, id).catch(() => undefined)
  if (!organization || organization.mergedInto) throw wrong('organizationId', say`"${id}" is not an organization here`)
}

async function checkEmail({ db }: Context, email: string | null | undefined, id?: string) {
  const other = email ? await queries.personWithEmail(db, email.trim().toLowerCase()) : undefined
  if (other && other.id !== id)
    throw new Refusal('conflict', say`email: "${email}" is the address of ${other.name} already`, [
      { field: 'email', message: say`"${email}" is the address of ${other.name} already` },
    ])
}

const columns = ['id', 'name', 'email', 'phone', 'title', 'country', 'organizationName', 'tags'] as const
const blank = { email: null, phone: null, title: null, country: null, organizationId: null, tags: [] }

export const people: Route[] = [
  handle(api.listPeople, async ({ db, principal }, input) => {
    const list = await queries.listPeople(db, input)
    return { ...list, items: list.items.map((item) => withMay(principal, item)) }
  }),
  handleOutside(api.exportPeople, async (ctx, input) =>
    csvDownload('people.csv', columns, (after) =>
      ctx.inside(({ db }) => queries.listPeople(db, { ...input, sort: 'name', after, limit: 200 })),
    ),
  ),
  handle(api.listPersonOptions, ({ db }) => personOptions(db)),
  handle(api.readPerson, async ({ db, principal }, { id }) => withMay(principal, await queries.readPerson(db, id))),
  handle(api.createPerson, async (ctx, input) => {
    await checkOrganization(ctx, input.organizationId)
    await checkEmail(ctx, input.email)
    const id = newId('per', ctx.now)
    const facts = { ...blank, ...defined(input) }
    await queries.insertPerson(ctx.db, {
      ...facts,
      ...personDerived(facts),
      id,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    await ctx.record({
      verb: 'person.created',
      objectId: id,
      organizationId: facts.organizationId,
      data: { name: input.name },
    })
    return withMay(ctx.principal, await queries.readPerson(ctx.db, id))
  }),
  handle(api.updatePerson, async (ctx, { id, version, ...set }) => {
    const before = await queries.readPerson(ctx.db, id)
    await checkOrganization(ctx, set.organizationId)
    await checkEmail(ctx, set.email, id)
    const facts = defined(set)
    await queries.updatePerson(ctx.db, id, version, {
      ...facts,
      ...personDerived({ ...before, ...facts }),
      updatedAt: ctx.now,
    })
    const after = await queries.readPerson(ctx.db, id)
    await ctx.record({
      verb: 'person.updated',
      objectId: id,
      organizationId: after.organizationId,
      data: { changes: changes(before, facts) },
    })
    return withMay(ctx.principal, after)
  }),
]
