import { describe, expect, test } from 'vitest'
import { hypergeometric } from './hypergeometric.ts'

describe('against 30-digit references (mpmath)', () => {
  test.each([
    [1, 3.806, 4.474, 1 / 1.1, 5.922596407612762],
    [1, 1.182, 1.886, 1 / 1.001, 21.33731327526757],
    [2.24, 4.42, 4.2188, 0.5, 5.137962381719732],
    [5, 8, 3.3, 0.9, 18767941925.48919],
    [0.3, 0.4, -0.7, 0.6, 0.20609998655817352],
  ])('₂F₁(%d, %d; %d; %d) = %d', (a, b, c, z, want) =>
    expect(Math.abs(hypergeometric(a, b, c, z) / want - 1)).toBeLessThan(1e-12),
  )
})

test('the worked example, and 1 at z = 0', () => {
  expect(hypergeometric(1, 1, 2, 0.5)).toBeCloseTo(2 * Math.LN2, 13)
  expect(hypergeometric(3, 4, 5, 0)).toBe(1)
})

test('Euler’s transformation changes nothing', () => {
  const [a, b, c, z] = [0.7, 1.9, 2.2, 0.8]
  expect(hypergeometric(a, b, c, z)).toBeCloseTo((1 - z) ** (c - a - b) * hypergeometric(c - a, c - b, c, z), 11)
})

test('arguments outside the domain are refused with their value', () => {
  expect(() => hypergeometric(1, 1, 2, 1)).toThrow('z must be at least 0 and below 1, got 1')
  expect(() => hypergeometric(1, 1, -2, 0.5)).toThrow('c must be not zero or a negative whole number, got -2')
  expect(() => hypergeometric(NaN, 1, 2, 0.5)).toThrow('a must be a finite number, got NaN')
})
