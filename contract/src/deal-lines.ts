import { z } from 'zod'
import { id, line, Money } from './fields.ts'

const Price = Money.extend({ amount: z.int().min(0) })

const facts = {
  product: line(),
  /** The product family, in the programme's words. */
  family: line(120).nullable(),
  quantity: z.int().min(1).max(1_000_000_000),
  /** The price of one. */
  unitPrice: Price.nullable(),
  /** Whose part it is where the deal is split by line. */
  partnerId: id('org').nullable(),
}

/** A line of a deal. All lines of a deal are in one currency. */
export const DealLine = z.object({ ...facts, amount: Price, partnerName: z.string().nullable() })
export type DealLine = z.infer<typeof DealLine>

/** A line as it is given: with a unit price, an amount, or both, where the amount is what counts (after a discount). */
export const DealLineInput = z.object({
  ...facts,
  family: facts.family.optional(),
  quantity: facts.quantity.default(1),
  unitPrice: facts.unitPrice.optional(),
  amount: Price.nullable().optional(),
  partnerId: facts.partnerId.optional(),
})
export type DealLineInput = z.input<typeof DealLineInput>

/** How many lines a deal may have. */
export const mostLines = 200
