import { CompanyIndex, matchCompanies } from '../src/index.ts'
import { companyLists } from '../src/testing/company-lists.ts'
import { accuracy, companyReference } from '../src/testing/company-reference.ts'
import { report, time } from './measure.ts'

const million = process.argv.includes('million')

if (companyReference.found) {
  const { left, right, truth } = companyReference.load()
  const { seconds, result } = time(() => matchCompanies(left, right), 1)
  report('two CRM lists of 20,000 (crm20k), first run', seconds, 5, { name: 'Splink 4 on the same lists', seconds: 27 })
  const { f1, precision, recall } = accuracy(result.matches, truth)
  console.log(
    `  F1 ${f1.toFixed(4)} one-to-one (bound 0.98, Splink 0.975), precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}`,
  )
} else console.log(companyReference.absent)

const size = million ? 1_000_000 : 100_000
const lists = companyLists(size, 1)
const before = process.cpuUsage()
const { seconds, result } = time(() => matchCompanies(lists.left, lists.right), 1)
const used = process.cpuUsage(before)
report(`${size} invented companies against ${size}`, seconds, million ? 120 : 12)
const { f1 } = accuracy(result.matches, lists.truth)
const gigabytes = process.resourceUsage().maxRSS / 2 ** 20
console.log(
  `  ${((used.user + used.system) / 1e6).toFixed(0)} s of processor time, which a busy machine does not stretch as much`,
)
console.log(`  F1 ${f1.toFixed(4)}, ${result.compared} pairs compared, memory ${gigabytes.toFixed(2)} GiB (bound 4)`)

const built = time(() => new CompanyIndex(lists.right), 1)
report(`an index of ${size}`, built.seconds, size / 25_000)
const times = lists.left.slice(0, 5000).map((record) => time(() => built.result.find(record), 1).seconds)
times.sort((a, b) => a - b)
report('one new record against it, median', times[2500]!, 0.005)
report('one new record against it, 99th of 100', times[4950]!, 0.02)
if (!million) console.log('  `node analytics/bench/company-matching.bench.ts million` does the same with a million')
