import type { Listener } from '../core/events/listen.ts'

/** After an import there may be new duplicates. */
export const importsBringDuplicates: Listener = {
  name: 'hygiene.duplicates',
  verbs: ['import.finished'],
  async hear(_db, _event, enqueue) {
    await enqueue({ kind: 'hygiene.duplicates', input: {} })
  },
}
