import { readBrand, type Brand } from '@hansa/contract/brand'
import { fitting, mixed } from '@hansa/contract/colour'
import { call } from './api.ts'
import type { Colours, Look } from './kit/brand.ts'

/** The portal's look at this address; undefined where it cannot be had, so that the page can say that itself. */
export const fetchBrand = (): Promise<Brand | undefined> => call(readBrand, {}).catch(() => undefined)

/** What the kit needs of a look: its name, its logo and its colours. */
export const lookOf = ({ name, logo, supportEmail, lightColour, darkColour }: Brand): Look => ({
  name,
  logo: logo && `/api${logo}`,
  help: supportEmail,
  colours: coloursOf(lightColour, darkColour),
})

/** All that follows from the two colours. Where only one is given, the other is made of it. */
export function coloursOf(light: string | null, dark: string | null): Colours | null {
  if (!light && !dark) return null
  const onLight = light ?? fitting(dark!, 'light')
  const onDark = dark ?? fitting(light!, 'dark')
  const lighter = (part: number) => mixed(onLight, '#ffffff', part)
  const darker = (part: number) => mixed(onLight, '#000000', part)
  return {
    palette: [...[0.07, 0.15, 0.3, 0.45, 0.65, 0.85].map(lighter), onLight, onLight, ...[0.85, 0.65].map(darker)],
    light: { accent: onLight, soft: lighter(0.08) },
    dark: { accent: onDark, soft: mixed(onDark, '#15181b', 0.08) },
  }
}
