import {
  approveRegistration,
  askRegistration,
  extendRegistration,
  overturnRegistration,
  readRegistration,
  refuseRegistrationExtension,
  reinstateRegistration,
  rejectRegistration,
  revokeRegistration,
  upholdRegistration,
  type RegistrationRecord,
} from '@hansa/contract/registrations'
import { isProtected, rejectionReasons } from '@hansa/contract/registration-states'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { optionsOf, SelectField } from '../kit/choices.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { TextAreaField } from '../kit/fields.tsx'
import { t } from '../kit/language.tsx'
import { Link } from '../kit/Link.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { paths } from '../paths.ts'
import { Act } from './Act.tsx'
import { ClaimFacts } from './ClaimFacts.tsx'
import { Judgement } from './Judgement.tsx'
import { Receipt } from './Receipt.tsx'
import { RegistrationHistory } from './RegistrationHistory.tsx'
import { RegistrationTag } from './registration-words.tsx'

/** One claim before the court: what is claimed, what stands against it, what the rules propose, the decision. */
export const RegistrationPage = ({ id }: { id: string }) => (
  <Ready query={useQuery(ask(readRegistration, { id }))}>{(it) => <Shown it={it} />}</Ready>
)

const Shown = ({ it }: { it: RegistrationRecord }) => (
  <Page
    title={it.customerName ?? t('Registration')}
    crumbs={[{ label: t('Registrations'), to: paths.registrations() }]}
    meta={<RegistrationTag state={it.state} />}
    actions={<Acts it={it} />}
    aside={<About it={it} />}
  >
    {it.judgement && (
      <Section title={t('What the rules found')} boxed>
        <Judgement judgement={it.judgement} />
      </Section>
    )}
    <Section title={t('Receipt that the partner reads')} boxed>
      <Receipt receipt={it.receipt} />
    </Section>
    <Section title={t('History')}>
      <RegistrationHistory history={it.history} />
    </Section>
  </Page>
)

const About = ({ it }: { it: RegistrationRecord }) => (
  <>
    <Section title={t('Claim')}>
      <ClaimFacts claim={it} families={new Map()} />
    </Section>
    <Section title={t('Partner')}>
      <Facts
        items={[
          { label: t('Name'), value: <Link to={paths.partner(it.partnerId)}>{it.partnerName}</Link> },
          { label: t('Sent by'), value: it.submitter },
          { label: t('Complete since'), value: it.completeAt && <DateTime value={it.completeAt} /> },
          { label: t('Claims sent'), value: <Count value={it.partnerRecord.sent} /> },
          { label: t('Approved'), value: <Count value={it.partnerRecord.approved} /> },
          { label: t('Won'), value: <Count value={it.partnerRecord.won} /> },
          { label: t('Refused'), value: <Count value={it.partnerRecord.refused} /> },
          { label: t('Expired'), value: <Count value={it.partnerRecord.expired} /> },
        ]}
      />
    </Section>
    {it.customerId && (
      <Section title={t('Customer')}>
        <Link to={paths.organization(it.customerId)}>{t('Open the organization')}</Link>
      </Section>
    )}
  </>
)

const reasons = optionsOf(Object.fromEntries(Object.entries(rejectionReasons).map(([key, words]) => [key, t(words)])))

function Acts({ it }: { it: RegistrationRecord }) {
  const may =
    it.may['review'] === true ? it.may : Object.fromEntries(Object.keys(it.may).map((act) => [act, it.may['review']]))
  const allowed = (act: string) => may[act] ?? it.may['review']
  const words = <TextAreaField name="text" label={t('In words')} rows={3} hint={t('The partner reads it.')} />
  return (
    <>
      {it.state === 'in_review' && (
        <>
          <Act
            endpoint={askRegistration}
            record={it}
            label={t('Ask for information')}
            done={t('The partner is asked')}
            may={allowed('request_information')}
          >
            <TextAreaField name="question" label={t('Your question')} rows={3} />
          </Act>
          <Act
            endpoint={rejectRegistration}
            record={it}
            label={t('Refuse')}
            done={t('Refused')}
            may={allowed('reject')}
            danger
          >
            <SelectField name="reason" label={t('Reason')} options={reasons} />
            {words}
          </Act>
          <Act
            endpoint={approveRegistration}
            record={it}
            label={t('Approve')}
            done={t('Approved')}
            may={allowed('approve')}
            kind="primary"
          >
            {words}
            <TextAreaField
              name="customerChoice"
              label={t('The customer’s written choice')}
              rows={2}
              hint={t('Only if there is one: what it says and where it is kept. It ends other protection.')}
            />
          </Act>
        </>
      )}
      {it.state === 'in_appeal' && (
        <>
          <Act
            endpoint={upholdRegistration}
            record={it}
            label={t('Uphold')}
            done={t('Upheld')}
            may={allowed('uphold')}
            danger
          >
            {words}
          </Act>
          <Act
            endpoint={overturnRegistration}
            record={it}
            label={t('Overturn')}
            done={t('Overturned')}
            may={allowed('overturn')}
            kind="primary"
          >
            {words}
          </Act>
        </>
      )}
      {it.state === 'extension_requested' && (
        <>
          <Act
            endpoint={refuseRegistrationExtension}
            record={it}
            label={t('Refuse the extension')}
            done={t('Refused')}
            may={allowed('refuse_extension')}
            danger
          >
            {words}
          </Act>
          <Act
            endpoint={extendRegistration}
            record={it}
            label={t('Grant the extension')}
            done={t('Extended')}
            may={allowed('extend')}
            kind="primary"
          />
        </>
      )}
      {it.state === 'expired' && (
        <Act
          endpoint={reinstateRegistration}
          record={it}
          label={t('Reinstate')}
          done={t('Protected again')}
          may={allowed('reinstate')}
        />
      )}
      {isProtected(it.state) && (
        <Act
          endpoint={revokeRegistration}
          record={it}
          label={t('Revoke')}
          done={t('Revoked')}
          may={allowed('revoke')}
          danger
        >
          {words}
        </Act>
      )}
    </>
  )
}
