import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { sha256, work } from './proof-of-work.ts'

const hex = (words: Uint32Array) => [...words].map((word) => word.toString(16).padStart(8, '0')).join('')

test.each(['', 'abc', 'ä€😀', 'x'.repeat(55), 'x'.repeat(56), 'x'.repeat(63), 'x'.repeat(64), 'y'.repeat(1000)])(
  'the hash of %j is SHA-256',
  (text) => expect(hex(sha256(text))).toBe(createHash('sha256').update(text).digest('hex')),
)

test('work is found that begins with as many zero bits as asked for', async () => {
  const found = await work('a-pass', 10)
  const hash = createHash('sha256').update(`a-pass:${found}`).digest()
  expect(hash.readUInt32BE(0) >>> 22).toBe(0)
})
