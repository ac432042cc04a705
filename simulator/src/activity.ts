import { weekdayOf, type Day } from './calendar.ts'
import { stageOn } from './lifecycle.ts'
import type { Partner } from './partner.ts'
import { Random } from './random.ts'
import { pace, seasonOf, truth } from './truth.ts'
import type { World } from './world.ts'

/** A planted change of a partner's sign-ins, that a method for anomalies should find. */
export interface Episode {
  readonly kind: 'drop' | 'spike'
  readonly from: Day
  /** The day after its last. */
  readonly to: Day
  readonly factor: number
}

export interface PortalAct {
  readonly key: string
  readonly verb: 'portal.signed_in' | 'content.downloaded'
  readonly day: Day
  readonly second: number
}

/** At most one for a partner, in one of five that are active for most of a year, between five and twelve weeks long. */
export function episodeOf(world: World, { index, life }: Partner): Episode | undefined {
  const random = new Random(world.seed, 'partner', index, 'episode')
  const chosen = random.chance(truth.signIns.episodes)
  const from = Math.max(life.activeOn ?? Infinity, world.start) + 180
  const until = Math.min(life.leavesOn ?? 0, world.end) - 130
  const kind = random.chance(0.6) ? 'drop' : 'spike'
  const weeks = random.whole(5, 12)
  const begins = Math.floor(random.between(from, until))
  if (!chosen || !(until > from + 30)) return undefined
  return { kind, from: begins, to: begins + 7 * weeks, factor: truth.signIns[kind] }
}

/** The sign-ins that are expected in a week: e^(−0.2 + 0.4 quality + own part) × season × pace × planted factor. */
export function weeklySignIns({ quality, liveliness, life }: Partner, week: Day, episode: Episode | undefined): number {
  const usual = Math.exp(truth.signIns.log + truth.signIns.slope * quality + liveliness)
  const factor = episode && episode.from <= week && week < episode.to ? episode.factor : 1
  return usual * seasonOf(week) * (pace[stageOn(life, week) ?? ''] ?? 0) * factor
}

/** Sign-ins to the partner portal, and one in six times a download; on working days, between 7 and 19 o'clock. */
export function* portalActs(world: World, partner: Partner): Generator<PortalAct> {
  const { joinedOn, leavesOn } = partner.life
  if (joinedOn === null || leavesOn === null) return
  const random = new Random(world.seed, 'partner', partner.index, 'portal')
  const episode = episodeOf(world, partner)
  let number = 0
  for (let week = Math.max(joinedOn, world.start); week < Math.min(leavesOn, world.end); week += 7) {
    for (let count = random.poisson(weeklySignIns(partner, week, episode)); count > 0; count--) {
      const drawn = week + random.whole(0, 6)
      const day = drawn - [2, 0, 0, 0, 0, 0, 1][weekdayOf(drawn)]!
      const second = random.whole(7 * 3600, 19 * 3600)
      const downloads = random.chance(1 / 6)
      number++
      const key = `${partner.key}-s${number}`
      if (day < Math.max(joinedOn, world.start) || day >= world.end) continue
      yield { key, verb: 'portal.signed_in', day, second }
      if (downloads) yield { key: `${key}d`, verb: 'content.downloaded', day, second: second + 90 }
    }
  }
}
