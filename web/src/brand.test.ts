import { contrast, fitting, grounds, neededContrast } from '@hansa/contract/colour'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coloursOf } from './brand.ts'
import { tokens } from './kit/tokens.ts'

const colour = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`)
const names = ['surface', 'sunken', 'hover', 'active'] as const

test('a colour that the server takes can be read on every ground of the kit, and white text on it', () => {
  fc.assert(
    fc.property(colour, colour, (one, other) => {
      const [light, dark] = [fitting(one, 'light'), fitting(other, 'dark')]
      const colours = coloursOf(light, dark)!
      const onLight = [...names.map((name) => tokens.light[name]), colours.light.soft]
      const onDark = [...names.map((name) => tokens.dark[name]), colours.dark.soft]
      for (const ground of onLight) expect(contrast(light, ground), ground).toBeGreaterThanOrEqual(neededContrast)
      for (const ground of onDark) expect(contrast(dark, ground), ground).toBeGreaterThanOrEqual(neededContrast)
      for (const step of [6, 7])
        expect(contrast(colours.palette[step]!, '#ffffff')).toBeGreaterThanOrEqual(neededContrast)
    }),
  )
})

test('where one colour is given, the other is made of it', () => {
  expect(coloursOf('#0b5394', null)!.dark.accent).toBe(fitting('#0b5394', 'dark'))
  expect(coloursOf(null, '#9fc5e8')!.light.accent).toBe(fitting('#9fc5e8', 'light'))
  expect(coloursOf(null, null)).toBeNull()
})

test('the grounds that colours are checked on are the kit’s own', () => {
  expect(grounds).toEqual({ light: tokens.light.active, dark: tokens.dark.active })
})
