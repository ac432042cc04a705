import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { passText, readPass, timely, zeroBits } from './rules/work.ts'

describe('the puzzle of the form', () => {
  test('zero bits are counted from the start', () => {
    expect(zeroBits(Uint8Array.of(0xff))).toBe(0)
    expect(zeroBits(Uint8Array.of(0x01))).toBe(7)
    expect(zeroBits(Uint8Array.of(0, 0x10))).toBe(11)
    expect(zeroBits(Uint8Array.of(0, 0))).toBe(16)
  })
  test('as many zero bits as the hash’s bits begin with', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const hash = createHash('sha256').update(text).digest()
        const bits = [...hash].map((byte) => byte.toString(2).padStart(8, '0')).join('')
        expect(zeroBits(hash)).toBe(bits.indexOf('1'))
      }),
    ))
  test('a pass reads as it was written', () => {
    const pass = { programmeId: 'prg_1', issuedAt: 1_772_442_000_000, nonce: 'abc_-', workBits: 14 }
    expect(readPass(passText(pass))).toEqual(pass)
    expect(readPass('nonsense')).toBeUndefined()
  })
  test.each([
    [0, 'early'],
    [3999, 'early'],
    [4000, 'good'],
    [86_400_000, 'good'],
    [86_400_001, 'late'],
  ] as const)('a form sent after %d ms is %s', (after, time) =>
    expect(timely({ programmeId: '', issuedAt: 0, nonce: '', workBits: 0 }, after, 4)).toBe(time),
  )
})
