import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known, rounded } from '../testing/known.ts'
import { logMixture, sequentialTest } from './sequential-test.ts'

test('the worked example', () => {
  const { evidence, p, ratio, decided } = known(sequentialTest({ treated: 120, holdout: 12 }, 0.8))
  expect(rounded([evidence, ratio.value!, ratio.low, ratio.high!], 3)).toEqual([65.727, 2.5, 1.092, 7.267])
  expect(p).toBeCloseTo(0.0152, 4)
  expect(decided).toBe(true)
})

/** Responses one at a time; answers at how many the test first decides, or null. */
function watch(random: Random, ratio: number, share: number, until: number): number | null {
  const q = (share * ratio) / (share * ratio + 1 - share)
  let treated = 0
  for (let n = 1; n <= until; n++) {
    if (random.uniform() < q) treated++
    const holdout = n - treated
    // The evidence alone, without the limits: that it decides as the whole test does is tested below.
    const evidence = logMixture(treated, holdout, share, 20) - treated * Math.log(share) - holdout * Math.log(1 - share)
    if (evidence >= Math.log(20)) return n
  }
  return null
}

describe('looking after every response', () => {
  test('without effect, at most 5 in 100 plays are ever called effective', () => {
    const random = new Random(1)
    const runs = 400
    let alarms = 0
    for (let run = 0; run < runs; run++) if (watch(random, 1, 0.8, 400) !== null) alarms++
    expect(alarms / runs).toBeLessThan(0.05)
  })

  test('twice the response rate is found in nearly all plays within 400 responses', () => {
    const random = new Random(2)
    const runs = 100
    let found = 0
    for (let run = 0; run < runs; run++) if (watch(random, 2, 0.8, 400) !== null) found++
    expect(found / runs).toBeGreaterThan(0.9)
  })

  test('the limits hold the true ratio at all looks together at least 95 times in 100', () => {
    const random = new Random(3)
    const runs = 100
    let missed = 0
    for (let run = 0; run < runs; run++) {
      const seen = { treated: 0, holdout: 0 }
      for (let n = 1; n <= 200; n++) {
        if (random.uniform() < 6 / 7) seen.treated++
        else seen.holdout++
        if (n % 5 > 0) continue
        const { low, high } = known(sequentialTest(seen, 0.8)).ratio
        if (low > 1.5 || (high ?? Infinity) < 1.5) {
          missed++
          break
        }
      }
    }
    expect(missed / runs).toBeLessThanOrEqual(0.05)
  })
})

test('it decides exactly when the limits leave a ratio of 1, and evidence stays a number', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 1e6 }),
      fc.nat({ max: 1e6 }),
      fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      (treated, holdout, share) => {
        const result = sequentialTest({ treated, holdout }, share)
        if (!result.enough) return
        const { evidence, p, ratio, decided } = result
        const log = logMixture(treated, holdout, share, 20) - treated * Math.log(share) - holdout * Math.log(1 - share)
        expect(decided).toBe(log >= Math.log(20))
        expect(Number.isFinite(evidence) && p >= 0 && p <= 1).toBe(true)
        const outside = ratio.low > 1 || (ratio.high ?? Infinity) < 1
        if (Math.abs(evidence - 20) > 1e-3) expect(decided).toBe(outside)
        if (ratio.value !== null) expect(ratio.low <= ratio.value && ratio.value <= (ratio.high ?? Infinity)).toBe(true)
      },
    ),
  )
})

test('without a response in an arm its limit is open', () => {
  expect(known(sequentialTest({ treated: 9, holdout: 0 }, 0.8)).ratio).toMatchObject({ value: null, high: null })
  expect(known(sequentialTest({ treated: 0, holdout: 9 }, 0.8)).ratio).toMatchObject({ value: 0, low: 0 })
  expect(sequentialTest({ treated: 0, holdout: 0 }, 0.8)).toEqual({ enough: false, needs: 'at least 1 response' })
})

test('impossible input is refused with the offending value', () => {
  expect(() => sequentialTest({ treated: -1, holdout: 0 }, 0.8)).toThrow(
    'treated must be a whole number, at least 0, got -1',
  )
  expect(() => sequentialTest({ treated: 1, holdout: 0 }, 1)).toThrow('treatedShare must be between 0 and 1')
  expect(() => sequentialTest({ treated: 1, holdout: 0 }, 0.5, { concentration: 0 })).toThrow('concentration')
})
