import { parentPort, workerData } from 'node:worker_threads'
import { duplicatePairs, type CompanyRecord } from '../rules.ts'

/** Runs beside the server, which goes on answering meanwhile. */
const { records, most } = workerData as { records: CompanyRecord[]; most: number }
parentPort?.postMessage(duplicatePairs(records, most))
