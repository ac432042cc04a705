import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Interner } from './interner.ts'

test('the same string has the same number, counted as often as it was added', () => {
  const interner = new Interner()
  expect([interner.add('a'), interner.add('b'), interner.add('a'), interner.id('b')]).toEqual([0, 1, 0, 1])
  expect([interner.count(0), interner.count(1), interner.count(-1)]).toEqual([2, 1, 0])
})

test('agrees with a Map through adding, growing, taking back and forgetting', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '三'), maxLength: 6 })
  const step = fc.oneof({ weight: 8, arbitrary: word }, { weight: 1, arbitrary: fc.nat(40) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
      const interner = new Interner()
      let model: string[] = []
      for (const item of steps) {
        if (typeof item === 'number') {
          const size = Math.min(item, model.length)
          interner.trim(size)
          model = model.slice(0, size)
        } else {
          if (!model.includes(item)) model.push(item)
          expect(interner.id(item)).toBe(model.indexOf(item))
        }
      }
      expect(interner.strings).toEqual(model)
      model.forEach((text, id) => expect(interner.id(text)).toBe(id))
    }),
    { seed: 9, numRuns: 200 },
  )
})

test('holds a hundred thousand strings', () => {
  const interner = new Interner()
  for (let i = 0; i < 100_000; i++) interner.add(`company ${i}`)
  expect(interner.size).toBe(100_000)
  expect(interner.id('company 77777')).toBe(77_777)
})
