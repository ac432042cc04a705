import type { NotEnough } from '../errors.ts'

/** The answer where there is one; a test that meets "not enough" instead fails with what was needed. */
export function known<T extends { readonly enough: true }>(answer: T | NotEnough): T {
  if (!answer.enough) throw new Error(`expected an answer, but it needs ${answer.needs}`)
  return answer
}

export const rounded = (values: ArrayLike<number>, digits = 4): number[] =>
  Array.from(values, (value) => Number(value.toFixed(digits)))
