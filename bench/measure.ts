/** Seconds that something took. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** The middle one of several runs, in milliseconds. */
export async function medianMs(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < runs; i++) times.push((await seconds(work)) * 1000)
  return times.toSorted((a, b) => a - b)[Math.floor(runs / 2)]!
}

export function print(title: string, lines: readonly (readonly [string, string])[]): void {
  console.log(`\n${title}`)
  const width = Math.max(...lines.map(([name]) => name.length)) + 2
  for (const [name, value] of lines) console.log(`  ${name.padEnd(width)}${value}`)
}
