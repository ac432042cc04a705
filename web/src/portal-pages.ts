import type { PageRoute } from './pages.ts'
import { portalPaths } from './paths.ts'

/** The pages of the partners' portal. */
export const portalPages: readonly PageRoute[] = [
  { path: portalPaths.signIn(), open: true, load: async () => (await import('./identity/SignInPage.tsx')).SignInPage },
  { path: portalPaths.link(), open: true, load: async () => (await import('./identity/LinkPage.tsx')).LinkPage },
  { path: portalPaths.home(), load: async () => (await import('./partners/PortalHomePage.tsx')).PortalHomePage },
  {
    path: portalPaths.company(),
    load: async () => (await import('./organizations/PortalCompanyPage.tsx')).PortalCompanyPage,
  },
  {
    path: portalPaths.relationships(),
    load: async () => (await import('./organizations/PortalRelationshipsPage.tsx')).PortalRelationshipsPage,
  },
  {
    path: portalPaths.messages(),
    load: async () => (await import('./messages/PortalMessagesPage.tsx')).PortalMessagesPage,
  },
  {
    path: portalPaths.thread('$id'),
    load: async () => (await import('./messages/PortalThreadPage.tsx')).PortalThreadPage,
  },
  { path: portalPaths.files(), load: async () => (await import('./messages/PortalFilesPage.tsx')).PortalFilesPage },
]
