import type { Db } from '../../core/database/scope.ts'
import './journey-tables.ts'

/** The touches of the transaction's own partner in a deal: the wall keeps all others out. */
export const ownTouches = (db: Db, dealId: string) =>
  db
    .selectFrom('journeyTouch')
    .select(['id', 'stage', 'what', 'channel', 'day'])
    .where('dealId', '=', dealId)
    .where('partnerId', 'is not', null)
    .orderBy('day', 'desc')
    .orderBy('id')
    .limit(2000)
    .execute()
