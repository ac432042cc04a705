import { describe } from 'vitest'
import { stories } from './fixtures/stories.ts'

describe('whatever happens in whichever order', () => stories({ from: 7, random: 4, downtime: 1 }))
