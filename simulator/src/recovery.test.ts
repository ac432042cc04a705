import {
  fitResponseCurves,
  journeysFromTouches,
  kaplanMeier,
  matchedLift,
  removalEffects,
  response,
  shareInterval,
  slope,
  survivalAt,
  TransitionCounts,
} from '@hansa/analytics'
import { expect, test } from 'vitest'
import { episodeOf, portalActs, weeklySignIns } from './activity.ts'
import { dayOf } from './calendar.ts'
import { dealsOf, type Deal } from './deals.ts'
import { fundedActivities } from './funds.ts'
import { Neighbours, partnerOf, seenQuality, type Partner } from './partner.ts'
import { logistic } from './random.ts'
import { answersOf } from './satisfaction.ts'
import { certificatesOf } from './training.ts'
import { truth } from './truth.ts'
import { usageOf } from './usage.ts'
import type { World } from './world.ts'

const world: World = { seed: 7, partners: 1500, start: dayOf('2021-01-01'), end: dayOf('2025-01-01') }
const neighbours = new Neighbours(world)
const partners = Array.from({ length: world.partners }, (_, index) => neighbours.get(index))
const deals: Deal[] = partners.flatMap((one) => [...dealsOf(world, one, certificatesOf(world, one), neighbours)])
const closed = deals.filter((deal) => deal.closesOn < world.end)
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function enough<T extends { readonly enough: true }>(
  answer: T | { readonly enough: false; readonly needs: string },
): T {
  if (!answer.enough) throw new Error(answer.needs)
  return answer
}

test('the survival curve of Kaplan and Meier finds the hazard of leaving', () => {
  // Those from before it began: who came later was approved by its quality, and is followed for a shorter time.
  const many = Array.from({ length: 4000 }, (_, index) => partnerOf(world, index).life).filter(
    (life) => life.activeOn !== null && life.activeOn < world.start,
  )
  const ends = many.map((life) => Math.min(life.leavesOn!, world.end))
  const curve = enough(
    kaplanMeier(
      many.map((life, i) => ends[i]! - life.activeOn!),
      many.map((life) => life.leavesOn! < world.end),
      { level: 0.99 },
    ),
  )
  for (const years of [1, 2, 3]) {
    const expected = mean(many.map((life) => Math.exp(-life.churnPerYear * years)))
    const found = survivalAt(curve, years * 365)!
    expect(found.low).toBeLessThan(expected)
    expect(found.high).toBeGreaterThan(expected)
  }
})

test('the removal effect ranks partners by their true influence, over won and lost deals', () => {
  const sorted = partners.toSorted((a, b) => a.influence - b.influence)
  const band = new Map(sorted.map((one, i) => [one, String(Math.floor((4 * i) / sorted.length))]))
  const touches = closed.flatMap((deal) =>
    deal.participants.flatMap((one) =>
      one.touches.map(({ day }) => ({ journey: deal.key, player: band.get(one.partner)!, time: day })),
    ),
  )
  const won = closed.filter((deal) => deal.won && deal.participants.length > 0)
  const { players, journeys } = journeysFromTouches(
    touches,
    won.map((deal) => ({ journey: deal.key, time: deal.closesOn })),
  )
  const counts = new TransitionCounts({ players: players.length })
  const visits = players.map(() => 0)
  for (const journey of journeys) {
    counts.add(journey)
    for (const player of new Set(Array.from(journey.touches))) visits[player]!++
  }
  const { effect } = enough(removalEffects(counts))
  // How much more is lost than the player's part in journeys alone would make it.
  const lift = ['0', '1', '2', '3'].map((one) => {
    const player = players.indexOf(one)
    return (effect[player]! * journeys.length) / visits[player]!
  })
  expect(lift).toEqual(lift.toSorted((a, b) => a - b))
  expect(lift[3]! - lift[0]!).toBeGreaterThan(0.2)
})

test('matched pairs find what training does; without matching it looks like more', () => {
  const led = closed.filter((deal) => deal.participants.length > 0)
  const lead = (deal: Deal): Partner => deal.participants[0]!.partner
  const lift = enough(
    matchedLift({
      treated: led.map((deal) => deal.certified),
      outcome: led.map((deal) => Number(deal.won)),
      covariates: {
        cloud: led.map((deal) => Number(lead(deal).traits.cloudPractice)),
        focus: led.map((deal) => Number(lead(deal).traits.verticalFocus)),
        consultants: led.map((deal) => Math.log2(lead(deal).traits.consultants)),
      },
    }),
  )
  const certified = led.filter((deal) => deal.certified)
  const expected = mean(certified.map(({ logOdds }) => logistic(logOdds) - logistic(logOdds - truth.win.training)))
  expect(lift.balanced).toBe(true)
  expect(lift.low).toBeLessThan(expected)
  expect(lift.high).toBeGreaterThan(expected)
  expect(lift.naive).toBeGreaterThan(expected)
})

test('the curve of spend and leads is found again, with its diminishing returns', () => {
  const histories = partners
    .map((one) => [...fundedActivities(world, one)])
    .filter((acts) => acts.length >= 3)
    .map((acts) => ({ spend: acts.map((act) => act.spend), outcome: acts.map((act) => act.leads) }))
  const { typical } = enough(fitResponseCurves(histories, { kind: 'log', draws: 1 }))
  for (const spend of [1500, 5000, 15_000]) {
    const expected = truth.funds.scale * Math.log1p(spend / truth.funds.half)
    expect(response(typical, spend) / expected).toBeGreaterThan(0.85)
    expect(response(typical, spend) / expected).toBeLessThan(1.15)
  }
})

test('deals are won as often as their log-odds say', () => {
  const won = closed.filter((deal) => deal.won).length
  const interval = shareInterval(won, closed.length, 0.99)
  const expected = mean(closed.map((deal) => logistic(deal.logOdds)))
  expect(interval).toMatchObject({ enough: true })
  expect(Math.abs(won / closed.length - expected)).toBeLessThan(0.02)
})

test('traits that matter tell the quality, the others tell nothing', () => {
  const many = Array.from({ length: 3000 }, (_, index) => partnerOf(world, index))
  const correlation = (value: (one: Partner) => number) => {
    const x = many.map(value)
    const y = many.map((one) => one.quality)
    const [mx, my] = [mean(x), mean(y)]
    const dot = (a: readonly number[], ma: number, b: readonly number[], mb: number) =>
      mean(a.map((v, i) => (v - ma) * (b[i]! - mb)))
    return dot(x, mx, y, my) / Math.sqrt(dot(x, mx, x, mx) * dot(y, my, y, my))
  }
  expect(correlation((one) => seenQuality(one.traits))).toBeGreaterThan(0.55)
  for (const nothing of [
    (one: Partner) => Number(one.traits.iso9001),
    (one: Partner) => Math.log(one.traits.followers),
    (one: Partner) => one.traits.founded,
  ])
    expect(Math.abs(correlation(nothing))).toBeLessThan(0.06)
})

test('better partners answer more kindly, and their customers grow faster', () => {
  const [better, worse] = [partners.filter((one) => one.quality > 0.5), partners.filter((one) => one.quality < -0.5)]
  const score = (group: readonly Partner[]) =>
    mean(group.flatMap((one) => [...answersOf(world, one)].map((answer) => answer.score)))
  expect(score(better) - score(worse)).toBeGreaterThan(1)
  const growth = (group: readonly Partner[]) =>
    mean(
      group.flatMap((one) => {
        const series = [...Map.groupBy(usageOf(world, one), (line) => line.customerKey).values()].filter(
          (lines) => lines.length >= 24,
        )
        return series
          .map((lines) =>
            slope(
              lines.map((_, i) => i),
              lines.map((line) => Math.log(line.units)),
            ),
          )
          .flatMap((fit) => (fit.enough ? [fit.value] : []))
      }),
    )
  expect(growth(better) - growth(worse)).toBeGreaterThan(0.006)
})

test('planted episodes multiply the sign-ins of their weeks', () => {
  const planted = partners.flatMap((one) => {
    const episode = episodeOf(world, one)
    return episode ? [{ one, episode }] : []
  })
  for (const kind of ['drop', 'spike'] as const) {
    let [seen, expected] = [0, 0]
    for (const { one, episode } of planted.filter(({ episode: { kind: is } }) => is === kind)) {
      seen += [...portalActs(world, one)].filter(
        ({ verb, day }) => verb === 'portal.signed_in' && day >= episode.from && day < episode.to,
      ).length
      for (let day = episode.from; day < episode.to; day++) expected += weeklySignIns(one, day, undefined) / 7
    }
    expect(expected).toBeGreaterThan(100)
    expect(Math.abs(seen / expected - truth.signIns[kind])).toBeLessThan(truth.signIns[kind] * 0.2 + 0.05)
  }
})
