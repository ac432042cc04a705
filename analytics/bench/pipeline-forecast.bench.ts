import { pipelineForecast, Random, type StageSpell } from '../src/index.ts'
import { report, time } from './measure.ts'

const random = new Random(1)
const stages = 5
const spells = Array.from({ length: 10_000 }, (): StageSpell => {
  const [stage, u] = [random.below(stages), random.uniform()]
  const onward = stage === stages - 1 ? 'won' : stage + 1
  return { stage, duration: Math.floor(4 * random.exponential()), to: u < 0.5 ? onward : u < 0.8 ? 'lost' : 'open' }
})
const deals = Array.from({ length: 1000 }, () => ({
  stage: random.below(stages),
  age: random.below(10),
  value: 1000 * random.exponential(),
}))
const forecast = time(() => pipelineForecast({ stages, spells, deals, horizon: 26 }), 1)
report('1,000 deals over 26 weeks, 2,000 draws, 10,000 stays of history', forecast.seconds, 10)
