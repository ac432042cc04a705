import { readDeal, type DealRecord } from '@hansa/contract/deals'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { DateText } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { Link } from '../kit/Link.tsx'
import { Money } from '../kit/Money.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { paths } from '../paths.ts'
import { DealStageTag } from './DealStageTag.tsx'
import { DealTimeline } from './DealTimeline.tsx'
import { EditDeal } from './EditDeal.tsx'
import { StageHistory } from './StageHistory.tsx'

/** One deal: its facts, its way through the pipeline, and what happened. */
export const DealPage = ({ id }: { id: string }) => (
  <Ready query={useQuery(ask(readDeal, { id }))}>{(deal) => <Shown deal={deal} />}</Ready>
)

const Shown = ({ deal }: { deal: DealRecord }) => (
  <Page
    title={deal.name}
    crumbs={[{ label: 'Deals', to: paths.deals() }]}
    meta={<DealStageTag stage={deal.stage} />}
    actions={<EditDeal deal={deal} />}
    aside={<DealFacts deal={deal} />}
  >
    <Section title="Stages" boxed>
      <StageHistory deal={deal} />
    </Section>
    <Section title="Timeline">
      <DealTimeline id={deal.id} />
    </Section>
  </Page>
)

const company = (to: string, name: string | null) => name && <Link to={to}>{name}</Link>

const DealFacts = ({ deal }: { deal: DealRecord }) => (
  <>
    <Section title="Deal">
      <Facts
        items={[
          { label: 'Customer', value: company(paths.organization(deal.customerId), deal.customerName) },
          {
            label: 'Partner',
            value: deal.partnerId
              ? company(paths.partner(deal.partnerId), deal.partnerName)
              : 'Direct, without a partner',
          },
          { label: 'Value', value: deal.value && <Money value={deal.value} /> },
          { label: 'Product', value: deal.product },
          { label: 'Owner', value: deal.owner },
        ]}
      />
    </Section>
    <Section title="Time">
      <Facts
        items={[
          { label: 'Opened on', value: <DateText value={deal.openedOn} /> },
          { label: 'Expected close', value: deal.expectedCloseOn && <DateText value={deal.expectedCloseOn} /> },
          { label: 'In stage since', value: <DateText value={deal.stageSince} /> },
          ...(deal.closedOn ? [{ label: 'Closed on', value: <DateText value={deal.closedOn} /> }] : []),
          ...(deal.stage === 'lost' ? [{ label: 'Lost because', value: deal.lostReason }] : []),
        ]}
      />
    </Section>
    <Section title="Source">
      <Facts
        items={[
          { label: 'Came from', value: deal.source === 'workspace' ? 'Workspace' : deal.source },
          ...(deal.sourceKey ? [{ label: 'Called there', value: deal.sourceKey }] : []),
          ...(deal.sourceStage ? [{ label: 'Stage there', value: deal.sourceStage }] : []),
        ]}
      />
    </Section>
  </>
)
