import {
  decideApplication,
  listApplications,
  readApplication,
  type ApplicationDetail,
} from '@hansa/contract/applications'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { ApiError, ask, useList, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Muted, Stack } from '../kit/layout.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Loading } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { refused, told } from '../kit/toast.ts'
import { paths } from '../paths.ts'
import { ApplicantFacts, KnownFacts } from './ApplicantFacts.tsx'
import { DecisionDialog, type Asking } from './DecisionDialog.tsx'
import { Reasons } from './Reasons.tsx'
import { useKeys } from '../kit/useKeys.ts'
import { stateText, stateTones } from './words.ts'

const RecordTimeline = lazy(async () => ({ default: (await import('../events/RecordTimeline.tsx')).RecordTimeline }))

/** One application in the queue: what is said, what was found, and the decision by one key. */
export const ApplicationPage = ({ id }: { id: string }) => (
  <Ready query={useQuery(ask(readApplication, { id }))}>{(it) => <Shown key={it.id} it={it} />}</Ready>
)

/** The applications that wait for a person, around the one on screen. */
function useQueue(id: string) {
  const navigate = useNavigate()
  const waiting = useList(listApplications, { state: ['referred', 'reopened'], limit: 200 }).items.map((it) => it.id)
  const at = waiting.indexOf(id)
  const go = (to: string | undefined) => void navigate({ to: to ? paths.application(to) : paths.applications() })
  return {
    place: at < 0 ? null : { at: at + 1, of: waiting.length },
    next: () => go(waiting[at + 1] ?? (at < 0 ? waiting[0] : undefined)),
    before: () => go(waiting[at - 1]),
    /** After a decision: the one that moves up. */
    after: () => go(waiting.filter((one) => one !== id)[Math.max(0, at)] ?? waiting.find((one) => one !== id)),
  }
}

function Shown({ it }: { it: ApplicationDetail }) {
  const queue = useQueue(it.id)
  const send = useSend(decideApplication)
  const [asking, setAsking] = useState<Asking>()
  const decided = (company: string, what: string) => {
    told(`${company}: ${what}`)
    queue.after()
  }
  const approve = () =>
    send.mutate(
      { id: it.id, version: it.version, act: 'approve' },
      {
        onSuccess: () => decided(it.company, t('Approved')),
        // The company could be several: then somebody has to say which one.
        onError: (error) =>
          error instanceof ApiError && error.problems.some(({ field }) => field === 'organizationId')
            ? setAsking('which')
            : refused(error),
      },
    )
  const may = (act: string) => it.may[act]
  useKeys({
    ...(may('approve') === true && !send.isPending && { a: approve }),
    ...(may('reject') === true && { r: () => setAsking('reject') }),
    ...(may('ask') === true && { i: () => setAsking('ask') }),
    j: queue.next,
    k: queue.before,
  })
  return (
    <Page
      title={it.company}
      crumbs={[{ label: t('Applications'), to: paths.applications() }]}
      meta={
        <>
          <Tag tone={stateTones[it.state]}>{stateText(it.state)}</Tag>
          {queue.place && <Muted small>{t('{at} of {of} waiting', queue.place)}</Muted>}
        </>
      }
      actions={
        may('reopen') === true ? (
          <Button kind="primary" onClick={() => setAsking('reopen')}>
            {t('Reopen')}
          </Button>
        ) : (
          <>
            <Button may={may('ask')} onClick={() => setAsking('ask')}>
              {t('Ask (I)')}
            </Button>
            <Button may={may('reject')} onClick={() => setAsking('reject')}>
              {t('Reject (R)')}
            </Button>
            <Button kind="primary" may={may('approve')} busy={send.isPending} onClick={approve}>
              {t('Approve (A)')}
            </Button>
          </>
        )
      }
      lead={t('A approves, R rejects, I asks the applicant, J and K go to the next and the one before.')}
    >
      <Columns min={380} gap="lg">
        <ApplicantFacts it={it} />
        <Stack gap="lg">
          <Reasons it={it} />
          <KnownFacts it={it} />
        </Stack>
      </Columns>
      <Section title={t('What happened')}>
        <Suspense fallback={<Loading />}>
          <RecordTimeline recordId={it.id} />
        </Suspense>
      </Section>
      {asking && (
        <DecisionDialog
          it={it}
          asking={asking}
          onClose={() => setAsking(undefined)}
          onDone={(what) => {
            setAsking(undefined)
            decided(it.company, what)
          }}
        />
      )}
    </Page>
  )
}
