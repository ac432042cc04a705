import { agreement, Random } from '../src/index.ts'
import { report, time } from './measure.ts'

const random = new Random(1)
const model = (): Float64Array => Float64Array.from({ length: 2000 }, () => random.exponential())
const shares = { first: model(), last: model(), linear: model(), markov: model() }
report('six pairs of models over 2,000 players', time(() => agreement(shares)).seconds, 0.5)
