import { expect, test } from 'vitest'
import { Hansa } from './hansa.ts'
import { killWhileWriting } from './kills.ts'

test('kill -9 twenty times while several write: everything that was answered is there', async () => {
  const hansa = await Hansa.start({ setUp: true })
  try {
    expect(await killWhileWriting(hansa, 20)).toBeGreaterThan(80)
  } finally {
    await hansa.remove()
  }
})
