import { concentration, Random } from '../src/index.ts'
import { report, time } from './measure.ts'

const random = new Random(1)
const values = Float64Array.from({ length: 100_000 }, () => random.exponential())
const sort = time(() => values.slice().sort())
report('concentration of 100000 parts', time(() => concentration(values, 10)).seconds, 0.1, {
  name: 'the sort alone',
  seconds: sort.seconds,
})
