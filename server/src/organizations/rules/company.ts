import type { CompanyFacts, CompanyField, FieldRight } from '@hansa/contract/company'
import { say, type Saying } from '@hansa/contract/language'

type Rights = Readonly<Record<CompanyField, FieldRight>>

/** What becomes of an edit of a company by its own people: what holds at once, what waits, and what is refused. */
export interface Sorted {
  readonly edits: CompanyFacts
  readonly suggested: CompanyFacts
  readonly refused: readonly { field: CompanyField; message: Saying }[]
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Sorts the facts that a partner sends by its rights to each. A fact that is sent as it is changes nothing. */
export function sorted(rights: Rights, before: Readonly<CompanyFacts>, sent: CompanyFacts): Sorted {
  const changed = (Object.keys(rights) as CompanyField[]).filter(
    (field) => sent[field] !== undefined && (rights[field] === 'hidden' || !same(sent[field], before[field])),
  )
  const those = (right: FieldRight) =>
    Object.fromEntries(changed.filter((field) => rights[field] === right).map((field) => [field, sent[field]]))
  return {
    edits: those('edit'),
    suggested: those('suggest'),
    // A hidden fact is refused whatever is sent: a guess that happened to be right would otherwise be told apart.
    refused: changed.flatMap((field) =>
      rights[field] === 'read' || rights[field] === 'hidden'
        ? [{ field, message: say`can only be changed by the vendor; write to your partner manager instead` }]
        : [],
    ),
  }
}

/** The facts that a partner's people may see. */
export const visible = (rights: Rights, facts: Readonly<CompanyFacts>): CompanyFacts =>
  Object.fromEntries(
    (Object.keys(rights) as CompanyField[])
      .filter((field) => rights[field] !== 'hidden')
      .map((field) => [field, facts[field]]),
  )
