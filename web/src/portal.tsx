import { startLanguage } from './kit/language.tsx'
import { known } from './languages.ts'

// The language first: modules say words while they are loaded.
await startLanguage(known)
const [{ open }, { portalPages }, { PortalFrame }] = await Promise.all([
  import('./open.tsx'),
  import('./portal-pages.ts'),
  import('./PortalFrame.tsx'),
])
open(portalPages, PortalFrame)
