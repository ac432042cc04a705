import { startLanguage } from './kit/language.tsx'
import { known } from './languages.ts'

// The language first: modules say words while they are loaded.
await startLanguage(known)
const [{ open }, { pages }, { Workspace }] = await Promise.all([
  import('./open.tsx'),
  import('./pages.ts'),
  import('./Workspace.tsx'),
])
open(pages, Workspace)
