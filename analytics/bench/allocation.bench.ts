import { type Activity, allocateBudget, fitResponseCurves, Random, response, type ResponseCurve } from '../src/index.ts'
import { report, time, value } from './measure.ts'

const random = new Random(1)

function curve(): ResponseCurve {
  const draw = random.uniform()
  if (draw < 0.25) return { kind: 'log', scale: 10 + 90 * random.uniform(), half: 2e4 + 2e5 * random.uniform() }
  if (draw < 0.4)
    return { kind: 'power', scale: 10 + 50 * random.uniform(), unit: 5e4, exponent: 0.2 + 0.6 * random.uniform() }
  return {
    kind: 'hill',
    top: 50 + 150 * random.uniform(),
    half: 5e4 + 1.5e5 * random.uniform(),
    shape: 0.8 + 4 * random.uniform(),
  }
}

/** Two in three are S-shaped, some with floors and lots. */
const activities = (size: number): Activity[] =>
  Array.from({ length: size }, () => ({
    curve: curve(),
    value: 0.5 + random.uniform(),
    cap: 150_000 + random.below(400_000),
    ...(random.uniform() < 0.3 ? { lot: 20_000 + random.below(60_000) } : {}),
    ...(random.uniform() < 0.2 ? { floor: random.below(20_000) } : {}),
  }))

for (const [size, bound] of [
  [200, 1],
  [2000, 10],
] as const) {
  let slowest = 0
  let widest = 0
  for (let round = 0; round < 10; round++) {
    const input = { budget: size * (30_000 + 10_000 * round), activities: activities(size) }
    const { seconds, result } = time(() => allocateBudget(input), 1)
    slowest = Math.max(slowest, seconds)
    widest = Math.max(widest, result.gap)
  }
  report(`${size} activities, slowest of 10 budgets`, slowest, bound)
  value(`${size} activities, widest proven gap`, widest, 1e-6)
}

const histories = Array.from({ length: 200 }, () => {
  const truth = curve()
  const spend = Array.from({ length: 24 }, () => random.below(300_000))
  return { spend, outcome: spend.map((x) => response(truth, x) + 10 * random.normal()) }
})
report('curves of 200 activities × 24 periods, three families', time(() => fitResponseCurves(histories), 1).seconds, 10)
