import type { Listener } from '../core/events/listen.ts'
import { vettingWaits } from './queries/vetting.ts'

/** Applications came, or what vetting looks at has changed: one job vets all that are due. */
export const applicationsToVet: Listener = {
  name: 'programme.vet',
  verbs: [
    'application.submitted',
    'application.confirmed',
    'application.answered',
    'application.reopened',
    'sanctions.uploaded',
  ],
  async hear(db, _, enqueue) {
    if (!(await vettingWaits(db))) await enqueue({ kind: 'programme.vet', input: {} })
  },
}
