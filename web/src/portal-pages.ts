import type { PageRoute } from './pages.ts'
import { portalPaths } from './paths.ts'

const passwords = () => import('./identity/PasswordPages.tsx')

/** The pages of the partners' portal. */
export const portalPages: readonly PageRoute[] = [
  { path: portalPaths.signIn(), open: true, load: async () => (await import('./identity/SignInPage.tsx')).SignInPage },
  { path: portalPaths.forgotPassword(), open: true, load: async () => (await passwords()).ForgotPasswordPage },
  { path: portalPaths.resetPassword(), open: true, load: async () => (await passwords()).ResetPasswordPage },
  { path: portalPaths.confirmEmail(), open: true, load: async () => (await passwords()).ConfirmEmailPage },
  {
    path: portalPaths.invitation(),
    open: true,
    load: async () => (await import('./identity/InvitationPage.tsx')).InvitationPage,
  },
  { path: portalPaths.security(), load: async () => (await import('./identity/SecurityPage.tsx')).SecurityPage },
  {
    path: portalPaths.colleagues(),
    load: async () => (await import('./identity/PortalPeoplePage.tsx')).PortalPeoplePage,
  },
  { path: portalPaths.link(), open: true, load: async () => (await import('./identity/LinkPage.tsx')).LinkPage },
  {
    path: portalPaths.apply('$slug'),
    open: true,
    load: async () => (await import('./programme/ApplyPage.tsx')).ApplyPage,
  },
  {
    path: portalPaths.application(),
    open: true,
    load: async () => (await import('./programme/StatusPage.tsx')).StatusPage,
  },
  {
    path: portalPaths.partnerExport(),
    open: true,
    load: async () => (await import('./programme/ExportPage.tsx')).ExportPage,
  },
  { path: portalPaths.tasks(), load: async () => (await import('./programme/PortalTasksPage.tsx')).PortalTasksPage },
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
    path: portalPaths.deals(),
    load: async () => (await import('./deals/PortalDealsPage.tsx')).PortalDealsPage,
  },
  {
    path: portalPaths.deal('$id'),
    load: async () => (await import('./deals/PortalDealPage.tsx')).PortalDealPage,
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
  {
    path: portalPaths.registrationStatus(),
    open: true,
    load: async () => (await import('./deals/RegistrationStatusPage.tsx')).RegistrationStatusPage,
  },
  { path: portalPaths.claims(), load: async () => (await import('./deals/PortalClaimsPage.tsx')).PortalClaimsPage },
  {
    path: portalPaths.claimBatch('$id'),
    load: async () => (await import('./deals/PortalClaimBatchPage.tsx')).PortalClaimBatchPage,
  },
  {
    path: portalPaths.fairness(),
    load: async () => (await import('./deals/PortalFairnessPage.tsx')).PortalFairnessPage,
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
