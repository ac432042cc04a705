import {
  answerRegistration,
  appealRegistration,
  convertRegistration,
  discardRegistration,
  proveOwnRegistration,
  readOwnRegistration,
  readRegistrationForm,
  reportRegistrationProgress,
  requestRegistrationExtension,
  withdrawRegistration,
} from '@hansa/contract/own-registrations'
import { isProtected } from '@hansa/contract/registration-states'
import type { OwnRegistrationRecord } from '@hansa/contract/registrations'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { IconDownload } from '@tabler/icons-react'
import { ask, hrefOf, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { TextAreaField } from '../kit/fields.tsx'
import { t } from '../kit/language.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { portalPaths } from '../paths.ts'
import { Act } from './Act.tsx'
import { ClaimFacts } from './ClaimFacts.tsx'
import { PortalDirectTouches } from './PortalDirectTouches.tsx'
import { Receipt } from './Receipt.tsx'
import { ReadyFiles, SentFiles } from './RegistrationFiles.tsx'
import { RegistrationForm } from './RegistrationForm.tsx'
import { RegistrationHistory } from './RegistrationHistory.tsx'
import { RegistrationTag, SilenceTag } from './registration-words.tsx'

/** One claim of the partner's: the draft to go on with, or the receipt of what was sent. */
export function PortalRegistrationPage({ id }: { id: string }) {
  const query = useQuery({
    ...ask(readOwnRegistration, { id }),
    // The check takes seconds: the receipt shows itself.
    refetchInterval: ({ state }) => (state.data?.state === 'submitted' ? 1000 : false),
  })
  return <Ready query={query}>{(it) => (it.state === 'draft' ? <Draft it={it} /> : <Sent it={it} />)}</Ready>
}

const crumbs = [{ label: t('Deal registrations'), to: portalPaths.registrations() }]

function Draft({ it }: { it: OwnRegistrationRecord }) {
  const navigate = useNavigate()
  const discard = useSend(discardRegistration)
  const leave = () => void navigate({ to: portalPaths.registrations() })
  return (
    <Page
      title={it.customerName ?? t('Draft')}
      crumbs={crumbs}
      meta={<RegistrationTag state={it.state} />}
      actions={
        <Button busy={discard.isPending} onClick={() => discard.mutate({ id: it.id }, { onSuccess: leave })}>
          {t('Throw the draft away')}
        </Button>
      }
    >
      <RegistrationForm draft={it} />
    </Page>
  )
}

function Sent({ it }: { it: OwnRegistrationRecord }) {
  const form = useQuery(ask(readRegistrationForm, {})).data
  const families = new Map(form?.families.map(({ key, name }) => [key, name]))
  return (
    <Page
      title={it.customerName ?? t('Registration')}
      crumbs={crumbs}
      meta={
        <>
          <RegistrationTag state={it.state} />
          <SilenceTag silence={it.silence} />
        </>
      }
      actions={<Acts it={it} />}
      aside={
        <Section title={t('What you claim')}>
          <ClaimFacts claim={it} families={families} />
        </Section>
      }
    >
      <Section title={t('Receipt')} boxed>
        <Receipt receipt={it.receipt} />
      </Section>
      <PortalDirectTouches registrationId={it.id} />
      <SentFiles door="portal" id={it.id} />
      <Section
        title={t('History')}
        lead={t('Each step is bound to the one before by a hash: take it with you, and nobody can change it unseen.')}
        actions={
          <Button small icon={IconDownload} href={hrefOf(proveOwnRegistration, { id: it.id })}>
            {t('Proof')}
          </Button>
        }
      >
        <RegistrationHistory history={it.history} />
      </Section>
    </Page>
  )
}

function Acts({ it }: { it: OwnRegistrationRecord }) {
  const { may } = it
  const text = (label: string) => (
    <>
      <TextAreaField name="text" label={label} rows={4} />
      <ReadyFiles door="portal" id={it.id} />
    </>
  )
  return (
    <>
      {it.state === 'info_requested' && (
        <Act
          endpoint={answerRegistration}
          record={it}
          label={t('Answer')}
          done={t('Answer sent')}
          may={may['answer']}
          kind="primary"
        >
          {text(it.receipt.question ?? t('Your answer'))}
        </Act>
      )}
      {['rejected', 'duplicate'].includes(it.state) && (
        <Act
          endpoint={appealRegistration}
          record={it}
          label={t('Appeal')}
          done={t('Appeal sent')}
          may={may['appeal']}
          kind="primary"
        >
          {text(t('Why the decision should be another one'))}
        </Act>
      )}
      {isProtected(it.state) && (
        <>
          <Act
            endpoint={reportRegistrationProgress}
            record={it}
            label={t('Report progress')}
            done={t('Progress reported')}
            may={may['report_progress']}
          >
            {text(t('What happened with the customer'))}
          </Act>
          <Act
            endpoint={requestRegistrationExtension}
            record={it}
            label={t('Ask for more time')}
            done={t('Extension asked for')}
            may={may['request_extension']}
          >
            {text(t('What you have achieved since'))}
          </Act>
          {!it.dealId && (
            <Act
              endpoint={convertRegistration}
              record={it}
              label={t('Make it a deal')}
              done={t('It is a deal now')}
              may={may['convert']}
              kind="primary"
            />
          )}
        </>
      )}
      {['submitted', 'in_review', 'info_requested'].includes(it.state) && (
        <Act
          endpoint={withdrawRegistration}
          record={it}
          label={t('Withdraw')}
          done={t('Withdrawn')}
          may={may['withdraw']}
        />
      )}
    </>
  )
}
