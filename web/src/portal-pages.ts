import type { PageRoute } from './pages.ts'
import { portalPaths } from './paths.ts'

/** The pages of the partners' portal. */
export const portalPages: readonly PageRoute[] = [
  { path: portalPaths.signIn(), open: true, load: async () => (await import('./identity/SignInPage.tsx')).SignInPage },
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
    path: portalPaths.registrations(),
    load: async () => (await import('./deals/PortalRegistrationsPage.tsx')).PortalRegistrationsPage,
  },
  {
    path: portalPaths.newRegistration(),
    load: async () => (await import('./deals/PortalNewRegistrationPage.tsx')).PortalNewRegistrationPage,
  },
  {
    path: portalPaths.registration('$id'),
    load: async () => (await import('./deals/PortalRegistrationPage.tsx')).PortalRegistrationPage,
  },
]
