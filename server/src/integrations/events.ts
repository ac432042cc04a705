import type { Listener } from '../core/events/listen.ts'

/** A new ecosystem may have asked to start with a sample. */
export const sampleWanted: Listener = {
  name: 'integrations.sample',
  verbs: ['ecosystem.founded'],
  async hear(_, event, enqueue) {
    const sample = event.data.sample
    if (typeof sample === 'string' && sample !== 'none')
      await enqueue({ kind: 'integrations.sample', input: { sample } })
  },
}
