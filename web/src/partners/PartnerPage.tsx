import { readPartner, type Partner } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { ask } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Empty, Loading } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { t } from '../kit/language.tsx'
import { useMe } from '../me.ts'
import { paths } from '../paths.ts'
import { partnerSections } from '../sections.ts'
import { PartnerFacts } from './PartnerFacts.tsx'
import { PartnerOverview } from './PartnerOverview.tsx'
import { StageTag } from './StageTag.tsx'

const EditPartner = lazy(async () => ({ default: (await import('./EditPartner.tsx')).EditPartner }))
const PartnerHistory = lazy(async () => ({ default: (await import('./PartnerHistory.tsx')).PartnerHistory }))
const PartnerPeople = lazy(async () => ({ default: (await import('./PartnerPeople.tsx')).PartnerPeople }))
const RecordTimeline = lazy(async () => ({ default: (await import('../events/RecordTimeline.tsx')).RecordTimeline }))

/** One partner: where it stands, how it came there, who is there, and what happened. */
export const PartnerPage = ({ id, tab }: { id: string; tab?: string }) => (
  <Ready query={useQuery(ask(readPartner, { organizationId: id }))}>
    {(partner) => <Shown partner={partner} tab={tab} />}
  </Ready>
)

function Shown({ partner, tab }: { partner: Partner; tab: string | undefined }) {
  const { organizationId } = partner
  const [editing, setEditing] = useState(false)
  const permissions = useMe()?.permissions ?? []
  const sections = partnerSections.filter((section) => permissions.includes(section.permission))
  const Brought = sections.find((section) => section.tab === tab)?.Section
  const tabs = [
    { label: t('Overview'), tab: undefined },
    { label: t('History'), tab: 'history' },
    ...sections.filter((section) => section.tab).map(({ title, tab: at }) => ({ label: title, tab: at })),
    { label: t('People and relationships'), tab: 'people' },
    { label: t('Timeline'), tab: 'timeline' },
  ]
  return (
    <Page
      title={partner.name}
      crumbs={[{ label: t('Partners'), to: paths.partners() }]}
      meta={
        <>
          <StageTag stage={partner.stage} />
          {partner.tier && <Tag tone="accent">{partner.tier}</Tag>}
        </>
      }
      actions={
        <>
          <Button to={paths.organization(organizationId)}>{t('Organization')}</Button>
          <Button kind="primary" may={partner.may['edit']} onClick={() => setEditing(true)}>
            {t('Edit')}
          </Button>
        </>
      }
      tabs={tabs.map((each) => ({ label: each.label, to: paths.partner(organizationId, each.tab) }))}
      aside={<PartnerFacts partner={partner} />}
    >
      <Suspense fallback={<Loading />}>
        {tab === undefined ? (
          <PartnerOverview partner={partner} sections={sections.filter((section) => !section.tab)} />
        ) : tab === 'history' ? (
          <PartnerHistory partner={partner} />
        ) : tab === 'people' ? (
          <PartnerPeople organizationId={organizationId} />
        ) : tab === 'timeline' ? (
          <Section title={t('What happened')}>
            <RecordTimeline recordId={organizationId} />
          </Section>
        ) : Brought ? (
          <Brought organizationId={organizationId} />
        ) : (
          <Empty title={t('There is no such part of a partner')} />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {editing && <EditPartner partner={partner} onClose={() => setEditing(false)} />}
      </Suspense>
    </Page>
  )
}
