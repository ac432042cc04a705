import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Random } from '../random.ts'
import { known } from '../testing/known.ts'
import { fitFellegiSunter } from './fellegi-sunter.ts'
import { fitLatentClasses } from './latent-classes.ts'

interface Planted {
  matchShare: number
  m: number[][]
  u: number[][]
}

const planted: Planted = {
  matchShare: 0.08,
  m: [
    [0.8, 0.15, 0.05],
    [0.9, 0.1],
    [0.7, 0.2, 0.1],
    [0.6, 0.4],
  ],
  u: [
    [0.02, 0.08, 0.9],
    [0.1, 0.9],
    [0.01, 0.19, 0.8],
    [0.05, 0.95],
  ],
}

/** Pairs drawn from the planted model; one value in ten is unknown. */
function draw({ matchShare, m, u }: Planted, pairs: number, seed: number): Uint8Array {
  const random = new Random(seed)
  const levels = new Uint8Array(pairs * m.length)
  for (let row = 0; row < pairs; row++) {
    const shares = random.uniform() < matchShare ? m : u
    shares.forEach((ofField, f) => {
      let left = random.uniform()
      const level = ofField.findIndex((share) => (left -= share) < 0)
      levels[row * m.length + f] = random.uniform() < 0.1 ? 0 : level + 1
    })
  }
  return levels
}

describe('Fellegi–Sunter', () => {
  test('recovers planted m, u and share of matches without seeing a match', () => {
    const fit = fitFellegiSunter({ levels: draw(planted, 200_000, 1), fieldLevels: [3, 2, 3, 2] })
    if ('needs' in fit) throw new Error(fit.needs)
    expect(fit.matchShare).toBeCloseTo(planted.matchShare, 2)
    fit.m.forEach((levels, f) =>
      levels.forEach((share, l) => expect(Math.abs(share - planted.m[f]![l]!)).toBeLessThan(0.02)),
    )
    fit.u.forEach((levels, f) =>
      levels.forEach((share, l) => expect(Math.abs(share - planted.u[f]![l]!)).toBeLessThan(0.005)),
    )
  })

  test('the worked example: an agreement of 0.9 against 0.1 weighs 3.17 bits', () => {
    const example = {
      matchShare: 0.2,
      m: [
        [0.9, 0.1],
        [0.9, 0.1],
        [0.9, 0.1],
      ],
      u: [
        [0.1, 0.9],
        [0.1, 0.9],
        [0.1, 0.9],
      ],
    }
    // The exact expected counts of all eight patterns.
    const patterns = Array.from({ length: 8 }, (_, p) => [1 + (p & 1), 1 + ((p >> 1) & 1), 1 + ((p >> 2) & 1)])
    const chance = (shares: number[][], pattern: number[]): number =>
      pattern.reduce((product, level, f) => product * shares[f]![level - 1]!, 1)
    const counts = patterns.map(
      (pattern) => 1000 * (0.2 * chance(example.m, pattern) + 0.8 * chance(example.u, pattern)),
    )
    const fit = fitFellegiSunter({ levels: Uint8Array.from(patterns.flat()), fieldLevels: [2, 2, 2], counts })
    if ('needs' in fit) throw new Error(fit.needs)
    expect(Math.log2(fit.m[0]![0]! / fit.u[0]![0]!)).toBeCloseTo(3.17, 2)
    expect(fit.matchShare).toBeCloseTo(0.2, 4)
  })

  test('no pairs: says what it needs', () => {
    expect(fitFellegiSunter({ levels: new Uint8Array(0), fieldLevels: [2] })).toEqual({
      enough: false,
      needs: 'at least 1 compared pair',
    })
  })
})

const start = [
  {
    share: 0.3,
    levels: [
      [0.7, 0.3],
      [0.6, 0.4],
    ],
  },
  {
    share: 0.7,
    levels: [
      [0.2, 0.8],
      [0.3, 0.7],
    ],
  },
]
const anyLevels = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })), {
  minLength: 1,
  maxLength: 40,
})

test('the likelihood never falls, and every fit is made of probabilities', () => {
  fc.assert(
    fc.property(anyLevels, (rows) => {
      const levels = Uint8Array.from(rows.flat())
      let last = -Infinity
      for (let maxIterations = 1; maxIterations < 12; maxIterations++) {
        const fit = known(fitLatentClasses({ levels, start, maxIterations }))
        expect(fit.logLikelihood).toBeGreaterThanOrEqual(last - 1e-9)
        last = fit.logLikelihood
        expect(fit.classes.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6)
        for (const shares of fit.classes.flatMap(({ levels: ofClass }) => ofClass)) {
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6)
        }
      }
    }),
    { seed: 6, numRuns: 200 },
  )
})

test('a row that stands for several pairs counts as often as it would stand there', () => {
  const once = known(fitLatentClasses({ levels: Uint8Array.of(1, 1, 2, 2), counts: [3, 2], start }))
  const often = known(fitLatentClasses({ levels: Uint8Array.of(1, 1, 1, 1, 1, 1, 2, 2, 2, 2), start }))
  expect(once.classes[0]!.share).toBeCloseTo(often.classes[0]!.share, 9)
})

test('a fixed class keeps its probabilities, an anchored one meets half-way', () => {
  const levels = draw(planted, 5000, 2)
  const from = [
    { share: 0.1, levels: planted.m.map((shares) => shares.map(() => 1 / shares.length)) },
    { share: 0.9, levels: planted.u },
  ]
  const free = known(fitLatentClasses({ levels, start: from, fixed: [false, true] }))
  expect(free.classes[1]!.levels).toEqual(planted.u)
  const anchored = known(fitLatentClasses({ levels, start: from, fixed: [false, true], anchor: [1e6, 0] }))
  expect(anchored.classes[0]!.levels[1]![0]).toBeCloseTo(0.5, 3)
})

test('evidence moves pairs out of the last class', () => {
  const levels = Uint8Array.of(1, 1, 1, 1)
  const plain = known(fitLatentClasses({ levels, start, maxIterations: 1 }))
  const strong = known(fitLatentClasses({ levels, start, maxIterations: 1, evidence: Float64Array.of(10, 10) }))
  expect(strong.classes[0]!.share).toBeGreaterThan(plain.classes[0]!.share)
})

test('bad input is refused with the offending value', () => {
  const levels = Uint8Array.of(1, 1)
  expect(() => fitLatentClasses({ levels: Uint8Array.of(1, 7), start })).toThrow(
    "levels[1] must be at most 2, the field's last level, got 7",
  )
  expect(() => fitLatentClasses({ levels: Uint8Array.of(1), start })).toThrow('levels must be rows of 2 fields')
  expect(() => fitLatentClasses({ levels, start: start.slice(1) })).toThrow('start must be at least 2 classes')
  expect(() => fitLatentClasses({ levels, start, counts: [-1] })).toThrow('counts[0]')
  expect(() => fitLatentClasses({ levels, start, evidence: Float64Array.of(NaN) })).toThrow('evidence[0]')
  expect(() => fitFellegiSunter({ levels, fieldLevels: [2, 2], matchShare: 1 })).toThrow('matchShare')
})
