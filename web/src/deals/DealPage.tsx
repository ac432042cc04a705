import { readDeal, type DealRecord } from '@hansa/contract/deals'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { DateText } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { Link } from '../kit/Link.tsx'
import { Money } from '../kit/Money.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { t } from '../kit/language.tsx'
import { paths } from '../paths.ts'
import { DealHistory } from './DealHistory.tsx'
import { DealJourney } from './DealJourney.tsx'
import { DealLines } from './DealLines.tsx'
import { DealOutlook } from './DealOutlook.tsx'
import { DealStageTag } from './DealStageTag.tsx'
import { DealTimeline } from './DealTimeline.tsx'
import { DirectTouches } from './DirectTouches.tsx'
import { EditDeal } from './EditDeal.tsx'
import { SplitSection } from './SplitSection.tsx'
import { StageHistory } from './StageHistory.tsx'
import { TeamCredit } from './TeamCredit.tsx'
import { TeamSection } from './TeamSection.tsx'

/** One deal: its facts, its way through the pipeline, and what happened. */
export const DealPage = ({ id }: { id: string }) => (
  <Ready query={useQuery(ask(readDeal, { id }))}>{(deal) => <Shown deal={deal} />}</Ready>
)

const Shown = ({ deal }: { deal: DealRecord }) => (
  <Page
    title={deal.name}
    crumbs={[{ label: t('Deals'), to: paths.deals() }]}
    meta={<DealStageTag stage={deal.stage} name={deal.pipelineStageName} />}
    actions={<EditDeal deal={deal} />}
    aside={<DealFacts deal={deal} />}
  >
    <Section title={t('Stages')} boxed>
      <StageHistory deal={deal} />
    </Section>
    <DealLines deal={deal} />
    <DirectTouches of={{ dealId: deal.id }} />
    <DealJourney dealId={deal.id} customerId={deal.customerId} />
    <TeamSection dealId={deal.id} />
    <SplitSection deal={deal} />
    <TeamCredit dealId={deal.id} />
    <Section title={t('Timeline')}>
      <DealTimeline id={deal.id} />
    </Section>
    <Section title={t('History of the fields')} lead={t('Who changed what, from what to what.')}>
      <DealHistory id={deal.id} programmeId={deal.programmeId} />
    </Section>
  </Page>
)

const company = (to: string, name: string | null) => name && <Link to={to}>{name}</Link>

const DealFacts = ({ deal }: { deal: DealRecord }) => (
  <>
    <Section title={t('Deal')}>
      <Facts
        items={[
          { label: t('Customer'), value: company(paths.organization(deal.customerId), deal.customerName) },
          {
            label: t('Partner'),
            value: deal.partnerId
              ? company(paths.partner(deal.partnerId), deal.partnerName)
              : t('Direct, without a partner'),
          },
          { label: t('Value'), value: deal.value && <Money value={deal.value} /> },
          { label: t('Product'), value: deal.product },
          { label: t('Owner'), value: deal.owner },
        ]}
      />
    </Section>
    <DealOutlook deal={deal} />
    <Section title={t('Time')}>
      <Facts
        items={[
          { label: t('Opened on'), value: <DateText value={deal.openedOn} /> },
          { label: t('Expected close'), value: deal.expectedCloseOn && <DateText value={deal.expectedCloseOn} /> },
          { label: t('In stage since'), value: <DateText value={deal.stageSince} /> },
          ...(deal.closedOn ? [{ label: t('Closed on'), value: <DateText value={deal.closedOn} /> }] : []),
        ]}
      />
    </Section>
    <Section title={t('Source')}>
      <Facts
        items={[
          { label: t('Came from'), value: deal.source === 'workspace' ? t('Workspace') : deal.source },
          ...(deal.sourceKey ? [{ label: t('Called there'), value: deal.sourceKey }] : []),
          ...(deal.sourceStage ? [{ label: t('Stage there'), value: deal.sourceStage }] : []),
        ]}
      />
    </Section>
  </>
)
