import { today } from '../../core/calendar.ts'
import type { Db } from '../../core/database/scope.ts'
import type { NewEvent } from '../../core/events/record.ts'
import { newId } from '../../core/ids.ts'
import { edited, unknown } from '../rules/deal.ts'
import { type Doing, perform } from './act.ts'
import { caseOf } from './court.ts'
import { insertDeal } from './deals.ts'
import { holdRegistration } from './registrations.ts'
import { tellDeals } from './upsert.ts'

/** Makes an approved registration a deal of its partner with the customer that it means. For the vendor's own transactions. */
export async function convert(db: Db, id: string, version: number, doing: Doing): Promise<NewEvent[]> {
  const row = await holdRegistration(db, id, version)
  const day = await today(db, doing.at)
  const change = edited(
    {
      name: row.customerName!,
      customerId: (await caseOf(db, id))!.customerId!,
      partnerId: row.partnerId,
      value: { amount: row.amount!, currency: row.currency! },
      expectedCloseOn: row.expectedCloseOn,
      product: row.families.join(', '),
      programmeId: row.programmeId,
    },
    unknown(newId('deal', doing.at)),
    { stage: 'qualified', fromDay: day, sourceStage: null },
  )
  const told = await perform(db, row, 'convert', { ...doing, dealId: change.id })
  await insertDeal(db, change, 'registration', doing.at)
  return [told, ...(await tellDeals(db, [change], { now: doing.at, day }))]
}
