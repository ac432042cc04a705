import { largestRemainder, Random } from '../src/index.ts'
import { report, time } from './measure.ts'

const random = new Random(1)
const weights = Float64Array.from({ length: 100_000 }, () => random.exponential())
report('a billion cents over 100,000 partners', time(() => largestRemainder(1_000_000_000, weights)).seconds, 0.3, {
  name: 'a sort of the weights',
  seconds: time(() => weights.slice().sort()).seconds,
})
