import { createContext, use } from 'react'

/** Colours in the place of the house's own. */
export interface Colours {
  /** Ten steps from the lightest to the darkest; 6 and 7 carry white text. */
  readonly palette: readonly string[]
  readonly light: { readonly accent: string; readonly soft: string }
  readonly dark: { readonly accent: string; readonly soft: string }
}

/** In whose name everything appears. */
export interface Look {
  readonly name: string
  /** The address of its logo. */
  readonly logo: string | null
  /** An e-mail address for who cannot get in. */
  readonly help: string | null
  /** Null for the house's own. */
  readonly colours: Colours | null
}

export const house: Look = { name: 'Hansa', logo: null, help: null, colours: null }

export const LookContext = createContext<Look>(house)
export const useLook = (): Look => use(LookContext)
