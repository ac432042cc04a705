import {
  answerInvitation,
  leaveTeam,
  readOwnDeal,
  type OwnDealRecord,
  type OwnParticipation,
} from '@hansa/contract/own-deals'
import { useQuery } from '@tanstack/react-query'
import { ask, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { TextAreaField } from '../kit/fields.tsx'
import { t } from '../kit/language.tsx'
import { Row, Stack } from '../kit/layout.tsx'
import { Money } from '../kit/Money.tsx'
import { CountryName } from '../kit/Numbers.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { refused, told } from '../kit/toast.ts'
import { portalPaths } from '../paths.ts'
import { Act } from './Act.tsx'
import { DealStageTag } from './DealStageTag.tsx'
import { PortalDealJourney } from './PortalDealJourney.tsx'
import { PortalDealShares } from './PortalDealShares.tsx'
import { ParticipantTag, roleText, ShareText } from './TeamWords.tsx'

/** One deal, as far as it concerns this partner. */
export const PortalDealPage = ({ id }: { id: string }) => (
  <Ready query={useQuery(ask(readOwnDeal, { id }))}>{(deal) => <Shown deal={deal} />}</Ready>
)

const Shown = ({ deal }: { deal: OwnDealRecord }) => (
  <Page
    title={deal.customerName}
    crumbs={[{ label: t('Deals'), to: portalPaths.deals() }]}
    meta={deal.stage && <DealStageTag stage={deal.stage} />}
    aside={
      <Section title={t('Deal')}>
        <Facts
          items={[
            { label: t('Customer'), value: deal.customerName },
            { label: t('Country'), value: deal.country && <CountryName code={deal.country} /> },
            { label: t('Product'), value: deal.product },
            {
              label: t('Value'),
              value: deal.value && <Money value={deal.value} />,
              hint: t('If the vendor discloses it.'),
            },
            { label: t('Expected close'), value: deal.expectedCloseOn && <DateText value={deal.expectedCloseOn} /> },
            ...(deal.closedOn ? [{ label: t('Closed on'), value: <DateText value={deal.closedOn} /> }] : []),
          ]}
        />
      </Section>
    }
  >
    <Section title={t('Your part')} boxed>
      <Stack>
        {deal.participations.map((it) => (
          <Part key={it.id} it={it} />
        ))}
      </Stack>
    </Section>
    <PortalDealShares deal={deal} />
    {deal.stage && <PortalDealJourney dealId={deal.id} />}
    {deal.mates.length > 0 && (
      <Section title={t('Others in the team')} lead={t('Whom the vendor disclosed to you, and you to them.')}>
        <SimpleTable
          label={t('Others in the team')}
          columns={[
            { key: 'name', label: t('Organization') },
            { key: 'role', label: t('Role') },
            { key: 'share', label: t('Share'), align: 'end' },
          ]}
          items={deal.mates.map((mate) => ({
            name: mate.name,
            role: roleText(mate.role),
            share: <ShareText basisPoints={mate.basisPoints} />,
          }))}
        />
      </Section>
    )}
  </Page>
)

function Part({ it }: { it: OwnParticipation }) {
  const answer = useSend(answerInvitation)
  const accept = () =>
    answer.mutate(
      { id: it.id, answer: 'accept' },
      { onSuccess: () => told(t('You are in the team')), onError: refused },
    )
  const decline = () =>
    answer.mutate({ id: it.id, answer: 'decline' }, { onSuccess: () => told(t('Declined')), onError: refused })
  return (
    <Stack gap="xs">
      <Row spread>
        <Row>
          <strong>{roleText(it.role)}</strong>
          <ParticipantTag state={it.state} />
        </Row>
        <Row>
          {it.state === 'invited' && (
            <>
              <Button busy={answer.isPending} onClick={decline}>
                {t('Decline')}
              </Button>
              <Button kind="primary" busy={answer.isPending} onClick={accept}>
                {t('Accept')}
              </Button>
            </>
          )}
          {it.state === 'active' && (
            <Act
              endpoint={leaveTeam}
              record={it}
              label={t('Leave')}
              done={t('You have left the team')}
              may={it.may['leave']}
            >
              <TextAreaField name="reason" label={t('Reason')} rows={2} hint={t('The vendor reads it.')} />
            </Act>
          )}
        </Row>
      </Row>
      <Facts
        items={[
          { label: t('Evidence'), value: it.evidence },
          { label: t('From'), value: it.fromDay && <DateText value={it.fromDay} /> },
          ...(it.untilDay ? [{ label: t('Until'), value: <DateText value={it.untilDay} /> }] : []),
          ...(it.reason ? [{ label: t('Reason'), value: it.reason }] : []),
        ]}
      />
    </Stack>
  )
}
