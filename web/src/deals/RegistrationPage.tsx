import { listRegistrations, readRegistration, type RegistrationRecord } from '@hansa/contract/registrations'
import { listRegistrationChoices } from '@hansa/contract/registration-queue'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ask, useList } from '../api.ts'
import { Facts } from '../kit/Facts.tsx'
import { t } from '../kit/language.tsx'
import { Muted } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { useKeys } from '../kit/useKeys.ts'
import { paths } from '../paths.ts'
import { ClaimFacts } from './ClaimFacts.tsx'
import { DirectTouches } from './DirectTouches.tsx'
import { Hearing, versionText } from './Hearing.tsx'
import { Judgement } from './Judgement.tsx'
import { PartnerClaims } from './PartnerClaims.tsx'
import { Receipt } from './Receipt.tsx'
import { RegistrationActs } from './RegistrationActs.tsx'
import { SentFiles } from './RegistrationFiles.tsx'
import { RegistrationHistory } from './RegistrationHistory.tsx'
import { RegistrationTag, SilenceTag } from './registration-words.tsx'
import { ReviewClock } from './review-words.tsx'

/** One claim before the court: what is claimed, what stands against it, what the rules suggest, the decision. */
export const RegistrationPage = ({ id }: { id: string }) => (
  <Ready query={useQuery(ask(readRegistration, { id }))}>{(it) => <Shown key={it.id} it={it} />}</Ready>
)

/** The claims in line, around the one on screen; what is due first stands first. */
function useLine(id: string) {
  const navigate = useNavigate()
  const waiting = useList(listRegistrations, { state: ['in_review'], sort: 'reviewDue', limit: 200 })
  const ids = waiting.items.map((it) => it.id)
  const at = ids.indexOf(id)
  const go = (to: string | undefined) => {
    if (to) void navigate({ to: paths.registration(to) })
  }
  useKeys({
    j: () => go(at < 0 ? ids[0] : ids[at + 1]),
    k: () => go(ids[at - 1]),
  })
  return {
    place: at < 0 ? null : { at: at + 1, count: waiting.total ?? ids.length },
    next: at < 0 ? waiting.items[0] : waiting.items[at + 1],
  }
}

function Shown({ it }: { it: RegistrationRecord }) {
  const { place, next } = useLine(it.id)
  const known = useQuery(ask(listRegistrationChoices, {})).data?.families ?? []
  const families = new Map(known.map(({ key, name }) => [key, name]))
  return (
    <Page
      title={it.customerName ?? t('Registration')}
      crumbs={[{ label: t('Registrations'), to: paths.registrations() }]}
      meta={
        <>
          <RegistrationTag state={it.state} />
          <SilenceTag silence={it.silence} />
          {(it.reviewDueAt || it.state === 'info_requested') && <ReviewClock it={it} />}
          <output>{place && <Muted small>{t('{at} of {count, number} in line', { ...place })}</Muted>}</output>
        </>
      }
      actions={<RegistrationActs it={it} />}
      lead={
        next && (
          <>
            <Link to={paths.registration(next.id)}>
              {t('Next in line: {customer}', { customer: next.customerName ?? '' })}
            </Link>{' '}
            <Muted small>{t('J and K walk the line; ? shows all keys.')}</Muted>
          </>
        )
      }
      aside={<About it={it} families={families} />}
    >
      <DirectTouches of={{ registrationId: it.id }} />
      <Section title={t('What stands against it')} boxed>
        <Hearing it={it} families={families} />
      </Section>
      {it.judgement && (
        <Section title={t('What the rules found when it came in')} boxed>
          <Judgement judgement={it.judgement} programme={it.programmeName} />
        </Section>
      )}
      <Section title={t('Receipt that the partner reads')} boxed>
        <Receipt receipt={it.receipt} />
      </Section>
      <SentFiles door="vendor" id={it.id} />
      <Section title={t('History')}>
        <RegistrationHistory history={it.history} />
      </Section>
    </Page>
  )
}

const About = ({ it, families }: { it: RegistrationRecord; families: ReadonlyMap<string, string> }) => (
  <>
    <Section title={t('Claim')}>
      <ClaimFacts claim={it} families={families} />
    </Section>
    <Section title={t('Programme')}>
      <Facts
        items={[
          {
            label: t('Judged by'),
            value: it.rulesVersion === null ? it.programmeName : versionText(it.programmeName, it.rulesVersion),
            hint: t('In force when the claim became complete'),
          },
        ]}
      />
    </Section>
    <Section title={t('Claims of this partner')}>
      <PartnerClaims it={it} />
    </Section>
    {it.customerId && (
      <Section title={t('Customer')}>
        <Link to={paths.organization(it.customerId)}>{t('Open the organization')}</Link>
      </Section>
    )}
  </>
)
