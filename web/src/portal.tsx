import { fetchBrand, lookOf } from './brand.ts'
import { startLanguage } from './kit/language.tsx'
import { known } from './languages.ts'

const brand = await fetchBrand()
// The language first: modules say words while they are loaded.
await startLanguage(known, brand?.language)
const [{ open }, { portalPages }, { PortalFrame }] = await Promise.all([
  import('./open.tsx'),
  import('./portal-pages.ts'),
  import('./PortalFrame.tsx'),
])
open(portalPages, PortalFrame, brand && lookOf(brand))
