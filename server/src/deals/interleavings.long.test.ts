import { describe } from 'vitest'
import { stories } from './fixtures/stories.ts'

// 40,000 steps at random; STORIES_FROM tells others.
const from = Number(process.env.STORIES_FROM ?? 1000)
describe('whatever happens in whichever order', () => stories({ from, random: 1000, downtime: 40 }))
