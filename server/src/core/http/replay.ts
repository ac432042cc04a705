import { say } from '@hansa/contract/language'
import { createHash } from 'node:crypto'
import type { Context } from './route.ts'
import { Refusal, wrong } from '../errors.ts'

/**
 * Runs a write once for an Idempotency-Key: the same call again gets the first one's answer, another call under the
 * same key is refused. The key is taken in the write's own transaction, so a parallel twin waits for it.
 */
export async function once(
  ctx: Context,
  key: string,
  endpoint: string,
  input: unknown,
  run: () => Promise<unknown>,
): Promise<unknown> {
  if (key.length > 200) throw wrong('Idempotency-Key', say`is longer than 200 characters`)
  const requestHash = createHash('sha256')
    .update(`${endpoint} ${JSON.stringify(input)}`)
    .digest('hex')
  const taken = await ctx.db
    .insertInto('replay')
    .values({ principal: ctx.principal.id, key, requestHash, createdAt: ctx.now, answer: null })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst()
  const row = ctx.db.selectFrom('replay').where('principal', '=', ctx.principal.id).where('key', '=', key)
  if (taken.numInsertedOrUpdatedRows === 0n) {
    const before = await row.select(['requestHash', 'answer']).executeTakeFirstOrThrow()
    if (before.requestHash !== requestHash)
      throw new Refusal(
        'conflict',
        say`This Idempotency-Key was already used for another call. Use a new key for each new write.`,
      )
    return before.answer
  }
  const answer = await run()
  await ctx.db
    .updateTable('replay')
    .set({ answer: JSON.stringify(answer) })
    .where('principal', '=', ctx.principal.id)
    .where('key', '=', key)
    .execute()
  return answer
}
