import { say } from '@hansa/contract/language'
import type { Mapping, Recipe } from '@hansa/contract/integrations'
import type { Generated, Selectable } from 'kysely'
import type { Db } from '../../core/database/scope.ts'
import type { Json, Tables } from '../../core/database/tables.ts'
import { missing } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'

declare module '../../core/database/tables.ts' {
  interface Tables {
    importRecipe: {
      ecosystemId: Generated<string>
      id: string
      name: string
      about: string
      columns: string[]
      mapping: Json<Mapping>
      createdAt: Date
    }
  }
}

const present = (row: Selectable<Tables['importRecipe']>): Recipe => ({
  id: row.id,
  name: row.name,
  about: row.about,
  shipped: false,
  columns: row.columns,
  mapping: row.mapping,
})

export const keptRecipes = async (db: Db): Promise<Recipe[]> =>
  (await db.selectFrom('importRecipe').selectAll().orderBy('name').execute()).map(present)

export async function keepRecipe(
  db: Db,
  recipe: Pick<Recipe, 'name' | 'about' | 'columns' | 'mapping'>,
  now: Date,
): Promise<Recipe> {
  const set = { about: recipe.about, columns: [...recipe.columns], mapping: JSON.stringify(recipe.mapping) }
  const row = await db
    .insertInto('importRecipe')
    .values({ id: newId('rcp', now), name: recipe.name, createdAt: now, ...set })
    .onConflict((on) => on.columns(['ecosystemId', 'name']).doUpdateSet(set))
    .returningAll()
    .executeTakeFirstOrThrow()
  return present(row)
}

export async function forgetRecipe(db: Db, id: string): Promise<void> {
  const result = await db.deleteFrom('importRecipe').where('id', '=', id).executeTakeFirst()
  if (result.numDeletedRows === 0n) throw missing(say`recipe`, id)
}
