/** Shortest of a few runs, in seconds, with the last run's result. */
export function time<T>(run: () => T, times = 3): { seconds: number; result: T } {
  let seconds = Infinity
  let result: T | undefined
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    result = run()
    seconds = Math.min(seconds, (performance.now() - start) / 1000)
  }
  return { seconds, result: result as T }
}

/** One line: what, how long, against which baseline of the same run, and the bound that it should keep. */
export function report(
  what: string,
  seconds: number,
  bound: number,
  baseline?: { readonly name: string; readonly seconds: number },
): void {
  const ratio = baseline
    ? `, ${figure(baseline.seconds / seconds)} times as fast as ${baseline.name} (${figure(baseline.seconds)} s)`
    : ''
  console.log(`${what}: ${figure(seconds)} s${ratio}; bound ${bound} s: ${seconds <= bound ? 'kept' : 'EXCEEDED'}`)
}

/** One line for a value that is not a time: an error, a coverage. */
export function value(what: string, got: number, bound: number): void {
  console.log(`${what}: ${got.toPrecision(3)}; bound ${bound}: ${got <= bound ? 'kept' : 'EXCEEDED'}`)
}

const figure = (x: number): string => (x >= 100 ? x.toFixed(0) : x.toPrecision(2))
