import { t } from '../kit/language.tsx'
import { Page } from '../kit/Page.tsx'
import { portalPaths } from '../paths.ts'
import { RegistrationForm } from './RegistrationForm.tsx'

/** A new claim. */
export const PortalNewRegistrationPage = () => (
  <Page
    title={t('Register a deal')}
    lead={t('Who the customer is, what it is about, and what you did yourself: two minutes.')}
    crumbs={[{ label: t('Deal registrations'), to: portalPaths.registrations() }]}
  >
    <RegistrationForm />
  </Page>
)
