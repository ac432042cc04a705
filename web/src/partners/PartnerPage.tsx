import { readPartner, type Partner } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { ask } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Page } from '../kit/Page.tsx'
import { valueOf } from '../kit/query.ts'
import { Ready } from '../kit/Ready.tsx'
import { Loading } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { paths } from '../paths.ts'
import { EditPartner } from './EditPartner.tsx'
import { PartnerFacts } from './PartnerFacts.tsx'
import { PartnerOverview } from './PartnerOverview.tsx'
import { StageTag } from './StageTag.tsx'

const PartnerHistory = lazy(async () => ({ default: (await import('./PartnerHistory.tsx')).PartnerHistory }))
const PartnerPeople = lazy(async () => ({ default: (await import('./PartnerPeople.tsx')).PartnerPeople }))
const PartnerTimeline = lazy(async () => ({ default: (await import('./PartnerTimeline.tsx')).PartnerTimeline }))

const tabs = [
  { tab: 'overview', label: 'Overview' },
  { tab: 'history', label: 'History' },
  { tab: 'people', label: 'People and relationships' },
  { tab: 'timeline', label: 'Timeline' },
] as const

/** One partner: where it stands, how it came there, who is there, and what happened. */
export const PartnerPage = ({ id }: { id: string }) => (
  <Ready query={useQuery(ask(readPartner, { organizationId: id }))}>{(partner) => <Shown partner={partner} />}</Ready>
)

function Shown({ partner }: { partner: Partner }) {
  const { organizationId } = partner
  const tab = valueOf(useUrl().query, 'tab') ?? 'overview'
  return (
    <Page
      title={partner.name}
      crumbs={[{ label: 'Partners', to: paths.partners() }]}
      meta={
        <>
          <StageTag stage={partner.stage} />
          {partner.tier && <Tag tone="accent">{partner.tier}</Tag>}
        </>
      }
      actions={
        <>
          <Button to={paths.organization(organizationId)}>Organization</Button>
          <EditPartner partner={partner} />
        </>
      }
      tabs={tabs.map((each) => ({
        label: each.label,
        to: paths.partner(organizationId, each.tab === 'overview' ? undefined : each.tab),
      }))}
      aside={<PartnerFacts partner={partner} />}
    >
      <Suspense fallback={<Loading />}>
        {tab === 'history' ? (
          <PartnerHistory partner={partner} />
        ) : tab === 'people' ? (
          <PartnerPeople organizationId={organizationId} />
        ) : tab === 'timeline' ? (
          <PartnerTimeline organizationId={organizationId} />
        ) : (
          <PartnerOverview partner={partner} />
        )}
      </Suspense>
    </Page>
  )
}
