const browsers: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
]
const systems: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
]
const named = (table: readonly [RegExp, string][], agent: string) => table.find(([what]) => what.test(agent))?.[1]

/** A browser and its system in words, from what it says of itself: `Firefox · Windows`. */
export function deviceOf(userAgent: string | null): string {
  const agent = userAgent ?? ''
  return [named(browsers, agent), named(systems, agent)].filter(Boolean).join(' · ') || agent.slice(0, 40) || 'Unknown'
}
