/** Business that was won with a customer. */
export interface Win {
  readonly rootId: string
  /** Null where the vendor won it itself. */
  readonly partnerId: string | null
  /** None where it is not known what it was for. */
  readonly families: readonly string[]
  readonly country: string | null
  readonly wonOn: string
}

/**
 * Who is the incumbent of a claim's customer: for each corporate tree and product family that is claimed, the last win.
 * A win of which it is not known what it was for may be the last one of every family.
 */
export function lastWins<W extends Win>(
  wins: readonly W[],
  claim: { families: readonly string[]; country: string },
): W[] {
  const near = wins
    .filter(({ country }) => country === null || country === claim.country)
    .toSorted((a, b) => (a.wonOn < b.wonOn ? 1 : a.wonOn > b.wonOn ? -1 : b.families.length - a.families.length))
  const last = new Set<W>()
  for (const rootId of new Set(near.map((win) => win.rootId)))
    for (const family of claim.families) {
      const found = near.find((win) => win.rootId === rootId && isFor(win, family))
      if (found) last.add(found)
    }
  return [...last]
}

const isFor = ({ families }: Win, family: string): boolean => families.length === 0 || families.includes(family)
