import { contrast, fitting, grounds, neededContrast } from '@hansa/contract/colour'
import { say, type Saying } from '@hansa/contract/language'

const onGround = {
  light: say`the grey of a chosen row on light ground`,
  dark: say`the grey of a chosen row on dark ground`,
} as const

/** What is wrong with a colour for text and buttons, with the ratio and a colour that would do; undefined where it is fine. */
export function colourProblem(colour: string, ground: keyof typeof grounds): Saying | undefined {
  const ratio = contrast(colour, grounds[ground])
  if (ratio >= neededContrast) return undefined
  // Down, so that 4.496 is not told as a 4.5 that is refused.
  const shown = Math.floor(ratio * 100) / 100
  return say`"${colour}" has a contrast of ${shown} to 1 with ${onGround[ground]}; text needs ${neededContrast} to 1. "${fitting(colour, ground)}" would do`
}

const starts: readonly [type: string, matches: (bytes: Uint8Array) => boolean][] = [
  ['image/png', (bytes) => text(bytes, 0, 8) === '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', (bytes) => text(bytes, 0, 3) === '\xff\xd8\xff'],
  ['image/webp', (bytes) => text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP'],
]
const text = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

/** The media type of an image, by its first bytes. Undefined for everything else, also for SVG, which may carry scripts. */
export const imageType = (bytes: Uint8Array): string | undefined => starts.find(([, matches]) => matches(bytes))?.[0]
