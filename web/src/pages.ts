import type { FunctionComponent } from 'react'
import { paths } from './paths.ts'

/** One page of the workspace. Its parts of the address (`$id`) become its props. */
export interface PageRoute {
  /** From `paths`: `paths.organization('$id')`. */
  path: string
  /** Loaded when somebody goes there, as a file of its own. */
  load: () => Promise<FunctionComponent<never>>
  /** Stands alone, without the frame, for people who are not signed in. */
  open?: boolean
}

const passwords = () => import('./identity/PasswordPages.tsx')

export const pages: readonly PageRoute[] = [
  { path: paths.signIn(), open: true, load: async () => (await import('./identity/SignInPage.tsx')).SignInPage },
  { path: paths.forgotPassword(), open: true, load: async () => (await passwords()).ForgotPasswordPage },
  { path: paths.resetPassword(), open: true, load: async () => (await passwords()).ResetPasswordPage },
  { path: paths.confirmEmail(), open: true, load: async () => (await passwords()).ConfirmEmailPage },
  {
    path: paths.invitation(),
    open: true,
    load: async () => (await import('./identity/InvitationPage.tsx')).InvitationPage,
  },
  { path: paths.security(), load: async () => (await import('./identity/SecurityPage.tsx')).SecurityPage },
  {
    path: paths.signInBack(),
    open: true,
    load: async () => (await import('./identity/ProviderBackPage.tsx')).ProviderBackPage,
  },
  { path: paths.setUp(), open: true, load: async () => (await import('./identity/SetUpPage.tsx')).SetUpPage },
  {
    path: paths.unsubscribe(),
    open: true,
    load: async () => (await import('./identity/UnsubscribePage.tsx')).UnsubscribePage,
  },
  { path: paths.home(), load: async () => (await import('./impact/HomePage.tsx')).HomePage },
  { path: paths.figure('$metric'), load: async () => (await import('./impact/FigurePage.tsx')).FigurePage },
  { path: paths.partners(), load: async () => (await import('./partners/PartnersPage.tsx')).PartnersPage },
  { path: paths.newPartner(), load: async () => (await import('./partners/NewPartnerPage.tsx')).NewPartnerPage },
  { path: paths.partner('$id'), load: async () => (await import('./partners/PartnerPage.tsx')).PartnerPage },
  { path: paths.partner('$id', '$tab'), load: async () => (await import('./partners/PartnerPage.tsx')).PartnerPage },
  ...[paths.messages(), paths.messages('$tab')].map((path) => ({
    path,
    load: async () => (await import('./messages/MessagesPage.tsx')).MessagesPage,
  })),
  { path: paths.thread('$id'), load: async () => (await import('./messages/ThreadPage.tsx')).ThreadPage },
  {
    path: paths.announcement('$id'),
    load: async () => (await import('./messages/AnnouncementPage.tsx')).AnnouncementPage,
  },
  { path: paths.deals(), load: async () => (await import('./deals/DealsPage.tsx')).DealsPage },
  { path: paths.deal('$id'), load: async () => (await import('./deals/DealPage.tsx')).DealPage },
  ...[paths.journeys(), paths.journeys('$tab')].map((path) => ({
    path,
    load: async () => (await import('./deals/JourneysPage.tsx')).JourneysPage,
  })),
  {
    path: paths.teamProposals(),
    load: async () => (await import('./deals/TeamProposalsPage.tsx')).TeamProposalsPage,
  },
  {
    path: paths.registrations(),
    load: async () => (await import('./deals/RegistrationsPage.tsx')).RegistrationsPage,
  },
  {
    path: paths.registration('$id'),
    load: async () => (await import('./deals/RegistrationPage.tsx')).RegistrationPage,
  },
  { path: paths.fairness(), load: async () => (await import('./deals/FairnessPage.tsx')).FairnessPage },
  {
    path: paths.certifications(),
    load: async () => (await import('./enablement/CertificationsPage.tsx')).CertificationsPage,
  },
  {
    path: paths.organizations(),
    load: async () => (await import('./organizations/OrganizationsPage.tsx')).OrganizationsPage,
  },
  ...[paths.organization('$id'), paths.organization('$id', '$tab')].map((path) => ({
    path,
    load: async () => (await import('./organizations/OrganizationPage.tsx')).OrganizationPage,
  })),
  {
    path: paths.suggestions(),
    load: async () => (await import('./organizations/SuggestionsPage.tsx')).SuggestionsPage,
  },
  { path: paths.people(), load: async () => (await import('./organizations/PeoplePage.tsx')).PeoplePage },
  { path: paths.person('$id'), load: async () => (await import('./organizations/PersonPage.tsx')).PersonPage },
  ...[paths.settings(), paths.settings('$tab')].map((path) => ({
    path,
    load: async () => (await import('./settings/SettingsPage.tsx')).SettingsPage,
  })),
  { path: paths.audit(), load: async () => (await import('./events/AuditPage.tsx')).AuditPage },
  { path: paths.developers(), load: async () => (await import('./developers/DevelopersPage.tsx')).DevelopersPage },
  { path: paths.developers('$name'), load: async () => (await import('./developers/EndpointPage.tsx')).EndpointPage },
  { path: paths.imports(), load: async () => (await import('./integrations/ImportsPage.tsx')).ImportsPage },
  { path: paths.newImport(), load: async () => (await import('./integrations/NewImportPage.tsx')).NewImportPage },
  { path: paths.import('$id'), load: async () => (await import('./integrations/ImportPage.tsx')).ImportPage },
  {
    path: paths.applications(),
    load: async () => (await import('./programme/ApplicationsPage.tsx')).ApplicationsPage,
  },
  {
    path: paths.application('$id'),
    load: async () => (await import('./programme/ApplicationPage.tsx')).ApplicationPage,
  },
  { path: paths.tasks(), load: async () => (await import('./programme/TasksPage.tsx')).TasksPage },
  { path: paths.lifecycle(), load: async () => (await import('./programme/LifecyclePage.tsx')).LifecyclePage },
  { path: paths.hygiene(), load: async () => (await import('./hygiene/HygienePage.tsx')).HygienePage },
]
