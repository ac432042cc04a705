import { say, term } from '@hansa/contract/language'
import * as api from '@hansa/contract/integrations'
import type { Mapping } from '@hansa/contract/integrations'
import { importTargets } from '@hansa/contract/integrations'
import { Readable } from 'node:stream'
import { Refusal, wrong } from '../../core/errors.ts'
import { done, handle, handleOutside, type Context, type Route } from '../../core/http/route.ts'
import { writeBadRows } from '../../core/tabular/bad-rows.ts'
import * as queries from '../queries/imports.ts'
import * as recipes from '../queries/recipes.ts'
import { formatOf, headOf, lookInto } from '../jobs/read-table.ts'
import { allRecipes, takeIn } from '../jobs/take-in.ts'

/** Every field of a mapping belongs to its target and takes columns that the file has. */
function checkMapping(mapping: Mapping, columns: readonly string[]): void {
  const there = new Set(columns)
  mapping.outputs.forEach((output, i) => {
    const fields = importTargets[output.target].fields as Record<string, { required?: true; title: string }>
    for (const [name, source] of Object.entries(output.fields)) {
      const at = `mapping.outputs.${i}.fields.${name}`
      if (!Object.hasOwn(fields, name))
        throw wrong(at, say`is no field of ${output.target}; it has ${Object.keys(fields).join(', ')}`)
      const used = [
        source.column,
        ...(source.columns ?? []),
        ...[...(source.template ?? '').matchAll(/\{([^}]+)\}/g)].map((match) => match[1]),
      ]
      const lost = used.find((column) => column !== undefined && !there.has(column))
      if (lost !== undefined) throw wrong(at, say`takes the column "${lost}", which this file does not have`)
    }
    for (const [name, column] of [
      ['only', output.only?.column],
      ['snapshot', output.snapshot?.period],
    ] as const)
      if (column !== undefined && !there.has(column))
        throw wrong(`mapping.outputs.${i}.${name}`, say`takes the column "${column}", which this file does not have`)
    if (output.snapshot && output.target !== 'partnerships' && output.target !== 'certifications')
      throw wrong(
        `mapping.outputs.${i}.snapshot`,
        say`is for partnerships and certifications; ${output.target} have no beginning and end that a list could tell`,
      )
    const empty = Object.entries(fields).find(([name, field]) => field.required && !output.fields[name])
    if (empty)
      throw wrong(
        `mapping.outputs.${i}.fields.${empty[0]}`,
        say`is missing; ${output.target} need it: ${term(empty[1].title)}`,
      )
  })
}

async function start(ctx: Context, id: string, dry: boolean) {
  const it = await queries.holdImport(ctx.db, id)
  const { state } = await queries.readImport(ctx.db, id)
  if (state === 'checking' || state === 'running')
    throw new Refusal('conflict', say`This import is being worked on. Wait for it, or cancel it.`)
  if (!it.mapping) throw new Refusal('conflict', say`This import has no mapping yet.`)
  await queries.forgetBadRows(ctx.db, id)
  const jobId = await ctx.enqueue({ kind: 'integrations.import', input: { importId: id, dry } })
  await queries.updateImport(ctx.db, id, { state: dry ? 'checking' : 'running', jobId })
  if (!dry) await ctx.record({ verb: 'import.started', objectId: id, data: { fileName: it.fileName } })
  return queries.readImport(ctx.db, id)
}

export const integrations: Route[] = [
  handleOutside(api.uploadImport, async (ctx, { fileName, recipeId }) => {
    const { services, principal, request, now } = ctx
    const scope = { ecosystemId: principal!.ecosystemId, partnerId: principal!.partnerId }
    if (!request.body) throw wrong('body', say`is empty; send the file as the request’s body`)
    const body = request.body as unknown as AsyncIterable<Uint8Array>
    const id = await takeIn(services, scope, { fileName, body, recipeId, createdBy: principal!.memberId, now })
    return ctx.inside(({ db }) => queries.readImport(db, id))
  }),
  handle(api.listImports, ({ db }, input) => queries.listImports(db, input)),
  handle(api.readImport, ({ db }, { id }) => queries.readImport(db, id)),
  handleOutside(api.mapImport, async (ctx, { id, mapping: given, recipeId }) => {
    const { services, principal } = ctx
    const scope = { ecosystemId: principal!.ecosystemId, partnerId: principal!.partnerId }
    const { it, mapping } = await ctx.inside(async ({ db }) => {
      const recipe = recipeId ? (await allRecipes(db)).find((one) => one.id === recipeId) : undefined
      if (recipeId && !recipe) throw wrong('recipeId', say`"${recipeId}" is not a recipe here`)
      return { it: await queries.holdImport(db, id), mapping: given ?? recipe?.mapping }
    })
    if (!mapping) throw wrong('mapping', say`is missing; give a mapping or a recipeId`)
    const format = formatOf(await headOf(services, scope, it.fileId), it.fileName, mapping)
    const found = await lookInto(services, scope, it.fileId, format, mapping.nulls)
    checkMapping(
      mapping,
      found.columns.map((column) => column.name),
    )
    return ctx.inside(async ({ db }) => {
      await queries.holdImport(db, id)
      const { state } = await queries.readImport(db, id)
      if (state === 'checking' || state === 'running')
        throw new Refusal('conflict', say`This import is being worked on. Wait for it, or cancel it.`)
      await queries.updateImport(db, id, {
        state: 'draft',
        mapping,
        format,
        ...found,
        recipeId: recipeId ?? null,
        reasons: {},
        checked: null,
      })
      return queries.readImport(db, id)
    })
  }),
  handle(api.checkImport, (ctx, { id }) => start(ctx, id, true)),
  handle(api.runImport, (ctx, { id }) => start(ctx, id, false)),
  handleOutside(api.downloadBadRows, async (ctx, { id }) => {
    const it = await ctx.inside(({ db }) => queries.holdImport(db, id))
    async function* rows() {
      for (let after = 0; ;) {
        const page = await ctx.inside(({ db }) => queries.badRowsAfter(db, id, after, 500))
        if (page.length === 0) return
        yield* page
        after = page.at(-1)!.rowNumber
      }
    }
    return {
      fileName: `${it.fileName.replace(/\.(gz|csv|tsv|txt|ndjson|jsonl)/gi, '')}.bad-rows.csv`,
      body: Readable.toWeb(
        Readable.from(
          writeBadRows(
            rows(),
            it.format,
            it.columns.map((column) => column.name),
          ),
        ),
      ) as ReadableStream<Uint8Array>,
    }
  }),
  // All recipes are few: the list is one page, searched and sorted here.
  handle(api.listRecipes, async ({ db }, { q = '', sort }) => {
    const items = (await allRecipes(db))
      .filter((recipe) => recipe.name.toLowerCase().includes(q.toLowerCase()))
      .sort((a, b) => a.name.localeCompare(b.name))
    return { items: sort.startsWith('-') ? items.reverse() : items, next: null, total: items.length }
  }),
  handle(api.saveRecipe, async (ctx, { importId, name, about }) => {
    const it = await queries.holdImport(ctx.db, importId)
    if (!it.mapping) throw new Refusal('conflict', say`This import has no mapping yet that could be kept.`)
    const recipe = await recipes.keepRecipe(
      ctx.db,
      { name, about, columns: it.columns.map((column) => column.name), mapping: it.mapping },
      ctx.now,
    )
    await ctx.record({ verb: 'recipe.kept', objectId: recipe.id, data: { name } })
    return recipe
  }),
  handle(api.deleteRecipe, async (ctx, { id }) => {
    await recipes.forgetRecipe(ctx.db, id)
    return done
  }),
]
