/** The grounds that a portal's colour must be read on: the darkest of the light look, the lightest of the dark one. */
export const grounds = { light: '#e9ecef', dark: '#262b30' } as const

/** The least contrast of text, by WCAG 2.2 AA (1.4.3). */
export const neededContrast = 4.5

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

/** Relative luminance of `#rrggbb`, 0 to 1, as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast of two colours, 1 to 21, as WCAG 2.2 defines it: (lighter + 0.05) / (darker + 0.05). */
export function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

/** `part` of the one colour, the rest of the other: 0 gives the other, 1 the one. */
export const mixed = (one: string, other: string, part: number): string => {
  const rest = channels(other)
  return `#${channels(one)
    .map((value, at) => Math.round(value * part + (rest[at] ?? 0) * (1 - part)))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`
}

/**
 * The nearest colour of the same hue that can be read on this ground: darkened on light ground, lightened on dark.
 * `fitting('#ffcc00', 'light')` → `#7f6600`.
 */
export function fitting(colour: string, ground: keyof typeof grounds): string {
  const towards = ground === 'light' ? '#000000' : '#ffffff'
  for (let part = 1; part > 0; part -= 0.02) {
    const tried = mixed(colour, towards, part)
    if (contrast(tried, grounds[ground]) >= neededContrast) return tried
  }
  return towards
}
