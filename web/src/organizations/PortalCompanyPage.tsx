import { readCompany, type Company, type CompanyField } from '@hansa/contract/company'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { Facts } from '../kit/Facts.tsx'
import { t } from '../kit/language.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Empty } from '../kit/State.tsx'
import { PortalCompanyForm } from './PortalCompanyForm.tsx'
import { PortalSuggestions } from './PortalSuggestions.tsx'
import { factText, fieldName } from './suggestions.tsx'

/** A partner's own company: what it changes at once, what it suggests, and what it only sees. */
export const PortalCompanyPage = () => (
  <Page
    title={t('Company')}
    lead={t('What the vendor knows of your company. Some changes hold at once, others wait for approval.')}
    width="text"
  >
    <Ready query={useQuery(ask(readCompany, {}))}>{(company) => <Shown company={company} />}</Ready>
  </Page>
)

function Shown({ company }: { company: Company }) {
  const shown = Object.keys(company.rights) as CompanyField[]
  const mayEdit = company.may['edit'] === true
  const isOurs = (field: CompanyField) => ['edit', 'suggest'].includes(company.rights[field] ?? '')
  const ours = mayEdit ? shown.filter(isOurs) : []
  const rest = shown.filter((field) => !ours.includes(field))
  if (shown.length === 0) return <Empty title={t('The vendor shows none of your company’s facts here')} />
  return (
    <>
      {ours.length > 0 && <PortalCompanyForm key={company.version} company={company} fields={ours} />}
      {rest.length > 0 && (
        <Section
          {...(ours.length > 0 && { title: t('What only the vendor changes') })}
          {...(!mayEdit && { lead: t('The administrators of your company change these facts.') })}
        >
          <Facts
            items={rest.map((field) => ({ label: fieldName(field), value: factText(field, company.facts[field]) }))}
          />
        </Section>
      )}
      {company.suggestions.length > 0 && (
        <Section title={t('What you suggested')} lead={t('What waits, and what was decided in the last 30 days.')}>
          <PortalSuggestions suggestions={company.suggestions} may={company.may['edit']} />
        </Section>
      )}
    </>
  )
}
