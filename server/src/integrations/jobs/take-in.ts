import { english, say } from '@hansa/contract/language'
import type { Db, Scope } from '../../core/database/scope.ts'
import { wrong } from '../../core/errors.ts'
import { dropFile, keepFile } from '../../core/files.ts'
import { newId } from '../../core/ids.ts'
import type { Services } from '../../core/services.ts'
import { insertImport } from '../queries/imports.ts'
import { keptRecipes } from '../queries/recipes.ts'
import { recipes as shipped } from '../recipes/index.ts'
import { propose, recognise } from '../rules/propose.ts'
import { formatOf, headOf, lookInto } from './read-table.ts'

const mostBytes = 2_000_000_000
const nulls = ['', '#N/A']

/** Those kept here, then those that come with Hansa. */
export const allRecipes = async (db: Db) => [...(await keptRecipes(db)), ...shipped]

const sourceOf = (fileName: string): string =>
  fileName
    .toLowerCase()
    .replace(/\..*$/, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 40) || 'file'

/**
 * Keeps a file and opens an import for it: format and columns as detected, a mapping by the recipe that was asked for or
 * that the columns fit, else as proposed. Nothing is kept of a file that is no table.
 *
 * @returns the import's id.
 */
export async function takeIn(
  services: Services,
  scope: Scope,
  {
    fileName,
    body,
    recipeId,
    createdBy,
    now,
  }: {
    fileName: string
    body: AsyncIterable<Uint8Array>
    recipeId?: string | undefined
    createdBy: string | null
    now: Date
  },
): Promise<string> {
  const { database } = services
  const file = await keepFile(database, scope, { name: fileName, body, most: mostBytes, now })
  try {
    const format = formatOf(await headOf(services, scope, file.id), fileName)
    const found = await lookInto(services, scope, file.id, format, nulls)
    return await database.scoped(scope, async (db) => {
      const known = await allRecipes(db)
      const recipe = recipeId ? known.find((one) => one.id === recipeId) : recognise(format.columns, known)
      if (recipeId && !recipe) throw wrong('recipeId', say`"${recipeId}" is not a recipe here`)
      const proposal = recipe
        ? {
            mapping: recipe.mapping,
            recipeId: recipe.id,
            reasons: { '': english`The columns are those of the recipe “${recipe.name}”.` },
          }
        : propose(found.columns, sourceOf(fileName))
      const id = newId('imp', now)
      await insertImport(db, {
        id,
        fileId: file.id,
        fileName,
        format,
        ...found,
        ...proposal,
        createdBy,
        createdAt: now,
      })
      return id
    })
  } catch (error) {
    await database.scoped(scope, (db) => dropFile(db, file.id))
    throw error
  }
}
