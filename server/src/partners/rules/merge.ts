import { planned, type Held, type HowItCame, type NewId, type Plan } from './plan.ts'
import { byTrackAndDay, earlier, trackOf, type Spell } from './spells.ts'

/** What of `loser` happened while `winner` had nothing in that track: laid into the winner's gaps, never over its spells. */
export function fillGaps(winner: readonly Spell[], loser: readonly Spell[], newId: () => string): Spell[] {
  const filled = loser.flatMap((spell) => {
    const over = winner.filter((other) => trackOf(other) === trackOf(spell)).sort((a, b) => (a.from < b.from ? -1 : 1))
    let from: string | null = spell.from
    const pieces: Spell[] = []
    for (const other of [...over, undefined]) {
      if (from === null || (spell.to !== null && from >= spell.to)) break
      if (other && other.to !== null && other.to <= from) continue
      const to: string | null = other ? earlier(spell.to, other.from) : spell.to
      if (to === null || from < to) pieces.push({ ...spell, id: newId(), from, to })
      from = other ? other.to : null
    }
    return pieces
  })
  return [...winner, ...filled].sort(byTrackAndDay)
}

type WithPartnership = Held & { readonly partnership: NonNullable<Held['partnership']> }

/** The winner's partnership once the loser's is one with it. The winner's own history stays as it is. */
export function mergedPlan(winner: WithPartnership, loser: WithPartnership, day: string, newId: NewId): Plan {
  const spells = fillGaps(winner.spells, loser.spells, () => newId('spl'))
  const came = {
    origin: winner.partnership.origin ?? loser.partnership.origin,
    campaign: winner.partnership.campaign ?? loser.partnership.campaign,
    recruiter: winner.partnership.recruiter ?? loser.partnership.recruiter,
  }
  return planned(winner, spells, came, day, newId)
}

/**
 * The winner's partnership when a merge is undone that others have built upon: what the merge brought goes, what was
 * done since stays.
 *
 * @param before how the winner came before the merge
 * @param brought the ids of the spells that the merge laid into the winner's gaps
 */
export function unmergedPlan(
  now: WithPartnership,
  before: HowItCame,
  brought: readonly string[],
  loser: HowItCame,
  day: string,
  newId: NewId,
): Plan {
  const own = now.spells.filter((spell) => !brought.includes(spell.id))
  // A partnership is always at some stage: where only the brought ones are left, they stay.
  const spells = own.some((spell) => spell.field === 'stage')
    ? own
    : [...own, ...now.spells.filter((spell) => spell.field === 'stage')]
  const field = (name: keyof HowItCame) =>
    before[name] === null && now.partnership[name] === loser[name] ? null : now.partnership[name]
  const came = { origin: field('origin'), campaign: field('campaign'), recruiter: field('recruiter') }
  return planned(now, spells, came, day, newId)
}
