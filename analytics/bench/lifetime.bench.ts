import { existsSync, readFileSync } from 'node:fs'
import { bgNbd, customerValue, expectedPurchases, gammaGamma, Random } from '../src/index.ts'
import { report, time } from './measure.ts'

/** CDNOW where it lies beside the repository, else as many simulated customers. */
function customers(): { frequency: number[]; recency: number[]; age: number[]; mean: number[] } {
  const file = new URL('../../../shared/data/reference/cdnow_customers_summary_with_transactions.csv', import.meta.url)
  const rows = existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(',').map(Number))
    : simulated()
  const column = (i: number): number[] => rows.map((row) => row[i]!)
  return { frequency: column(1), recency: column(2), age: column(3), mean: column(4) }
}

function simulated(): number[][] {
  const random = new Random(1)
  return Array.from({ length: 2357 }, (_, id) => {
    const [rate, drop, age] = [random.gamma(0.25) / 4.4, random.beta(0.8, 2.4), 27 + random.below(12)]
    const times: number[] = []
    for (let t = random.exponential() / rate; t < age; t += random.exponential() / rate) {
      times.push(t)
      if (random.uniform() < drop) break
    }
    return [id, times.length, times.at(-1) ?? 0, age, times.length > 0 ? 10 + 40 * random.uniform() : 0]
  })
}

const data = customers()
const fit = time(() => bgNbd(data))
report(`BG/NBD fit, ${data.age.length} customers`, fit.seconds, 1)
const again = [...data.frequency.keys()].filter((i) => data.frequency[i]! > 0)
const spend = { frequency: again.map((i) => data.frequency[i]!), mean: again.map((i) => data.mean[i]!) }
report(`gamma-gamma fit, ${again.length} customers`, time(() => gammaGamma(spend)).seconds, 1)
const model = fit.result
if (model.enough) {
  const expected = time(() =>
    data.age.map((age, i) =>
      expectedPurchases(model, { age, frequency: data.frequency[i]!, recency: data.recency[i]! }, 39),
    ),
  )
  report(`expected purchases, ${data.age.length} customers`, expected.seconds, 0.5)
}
const cohorts = [[1000, 869, 743, 653, 593, 551, 517, 491]]
const value = time(() =>
  customerValue({ cohorts, margin: { mean: 100, standardError: 3 }, partnerShare: 0.2, rate: 0.1 }),
)
report('customer value of a channel with 1,000 draws', value.seconds, 0.5)
