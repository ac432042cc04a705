import { findDuplicateCompanies, type CompanyRecord } from '@hansa/analytics'
import { parentPort, workerData } from 'node:worker_threads'

/** Runs beside the server, which goes on answering meanwhile. */
const { records, most } = workerData as { records: CompanyRecord[]; most: number }
const { pairs, explain } = findDuplicateCompanies(records)
const order = Array.from(pairs.left.keys()).sort((a, b) => pairs.probability[b]! - pairs.probability[a]!)
parentPort!.postMessage(
  order.slice(0, most).map((i) => {
    const [left, right] = [pairs.left[i]!, pairs.right[i]!]
    const reasons = explain(left, right).reasons.map(({ field, level, weight }) => ({ field, level, weight }))
    return { left, right, probability: pairs.probability[i]!, reasons }
  }),
)
