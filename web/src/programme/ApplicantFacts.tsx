import { downloadApplicationDocument, type ApplicationDetail } from '@hansa/contract/applications'
import { partnerStages, partnerTypes, type PartnerStage } from '@hansa/contract/partners'
import type { ReactNode } from 'react'
import { hrefOf } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Prose } from '../kit/Conversation.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { Facts, type Fact } from '../kit/Facts.tsx'
import { countryText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Row } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Count, CountryName } from '../kit/Numbers.tsx'
import { Section } from '../kit/Page.tsx'
import { Tag, Tags } from '../kit/Tag.tsx'
import { paths } from '../paths.ts'

/** What the applicant says. */
export function ApplicantFacts({ it }: { it: ApplicationDetail }) {
  return (
    <Section title={t('The application')} boxed>
      <Facts
        items={[
          { label: t('Company'), value: it.company },
          { label: t('Website'), value: it.website },
          { label: t('Country'), value: <CountryName code={it.country} /> },
          { label: t('City'), value: it.city },
          { label: t('Industry'), value: it.industry },
          { label: t('Employees'), value: <Count value={it.employees} /> },
          { label: t('Contact'), value: [it.contact, it.title].filter(Boolean).join(', ') },
          {
            label: t('E-mail'),
            value: (
              <Row>
                {it.email}
                {it.emailConfirmed && <Tag tone="green">{t('Confirmed')}</Tag>}
              </Row>
            ),
          },
          { label: t('Phone'), value: it.phone },
          {
            label: t('Applies as'),
            value: it.types.length > 0 && <Tags values={it.types.map((type) => t(partnerTypes[type]))} />,
          },
          { label: t('Programme'), value: it.programme },
          { label: t('Submitted'), value: <DateTime value={it.submittedAt} /> },
          ...it.answers.map(({ label, kind, value }): Fact => ({ label, value: answerText(kind, value) })),
          ...it.documents.map(({ fileId, label, name }): Fact => ({
            label: label || t('Document'),
            value: (
              <Button small href={hrefOf(downloadApplicationDocument, { id: it.id, fileId })}>
                {name}
              </Button>
            ),
          })),
          ...(it.asked ? [{ label: t('Asked'), value: <Prose text={it.asked} /> }] : []),
          ...(it.answered ? [{ label: t('Answered'), value: <Prose text={it.answered} /> }] : []),
        ]}
      />
    </Section>
  )
}

type Answer = ApplicationDetail['answers'][number]
function answerText(kind: Answer['kind'], value: Answer['value']): ReactNode {
  if (typeof value === 'boolean') return value ? t('Yes') : t('No')
  if (typeof value === 'number') return <Count value={value} />
  if (Array.isArray(value)) return <Tags values={value} most={8} />
  return kind === 'country' ? countryText(value) : kind === 'long_text' ? <Prose text={value} /> : value
}

/** What is known here of the company that vetting took it for: to be compared with what the applicant says. */
export function KnownFacts({ it: { known } }: { it: ApplicationDetail }) {
  if (!known) return null
  return (
    <Section title={t('Known here as')} boxed>
      <Facts
        items={[
          { label: t('Company'), value: <Link to={paths.organization(known.organizationId)}>{known.name}</Link> },
          { label: t('Website'), value: known.website },
          { label: t('Country'), value: <CountryName code={known.country} /> },
          { label: t('City'), value: known.city },
          { label: t('Industry'), value: known.industry },
          { label: t('Employees'), value: <Count value={known.employees} /> },
          {
            label: t('Partnership'),
            value: known.stage ? (
              <Link to={paths.partner(known.organizationId)}>{t(partnerStages[known.stage as PartnerStage].name)}</Link>
            ) : (
              t('None')
            ),
          },
        ]}
      />
    </Section>
  )
}
