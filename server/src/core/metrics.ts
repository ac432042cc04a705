import type { Endpoint } from '@hansa/contract/endpoint'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What `/metrics` tells Prometheus. */
export const metrics = new Registry()

const requests = new Histogram({
  name: 'hansa_request_seconds',
  help: 'Seconds that an API request took, by endpoint and status',
  labelNames: ['method', 'path', 'status'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
  registers: [metrics],
})

export const observeRequest = (endpoint: Endpoint, status: number, seconds: number): void =>
  requests.observe({ method: endpoint.method, path: endpoint.path, status }, seconds)

/** The process's own figures, and the database pool's. Called once, by the process that serves. */
export function observeProcess(pool: { totalCount: number; idleCount: number; waitingCount: number }): void {
  collectDefaultMetrics({ register: metrics })
  new Gauge({
    name: 'hansa_database_clients',
    help: 'Database clients of this process, by what they do',
    labelNames: ['state'],
    registers: [metrics],
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'awaited' }, pool.waitingCount)
    },
  })
}

const backupMade = new Gauge({
  name: 'hansa_backup_last_timestamp_seconds',
  help: 'When the last planned backup was made (before the first one: when the ecosystem was), in seconds since 1970',
  registers: [metrics],
})
const backupOverdue = new Gauge({
  name: 'hansa_backup_overdue',
  help: '1 where the backup that was planned is missing',
  registers: [metrics],
})

export function observeBackups({ madeAt, overdue }: { madeAt: Date; overdue: boolean }): void {
  backupMade.set(madeAt.getTime() / 1000)
  backupOverdue.set(overdue ? 1 : 0)
}
