import { countInterval, shareInterval } from '../src/index.ts'
import { report, time } from './measure.ts'

const each = (run: (i: number) => unknown): number =>
  time(() => {
    for (let i = 0; i < 10_000; i++) run(i)
  }).seconds

report(
  '10000 Wilson intervals',
  each((i) => shareInterval(i % 50, 50)),
  0.2,
)
report(
  '10000 exact Poisson intervals',
  each((i) => countInterval(i % 50)),
  0.5,
)
