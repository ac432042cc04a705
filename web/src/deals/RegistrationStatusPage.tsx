import { actByStatus, readRegistrationStatus, type statusActs } from '@hansa/contract/registration-links'
import { registrationTransitions } from '@hansa/contract/registration-transitions'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { ApiError, call } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Door } from '../kit/Door.tsx'
import { SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Row, Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { Failed, Loading } from '../kit/State.tsx'
import { told } from '../kit/toast.ts'
import { ClaimFacts } from './ClaimFacts.tsx'
import { Receipt } from './Receipt.tsx'
import { RegistrationHistory } from './RegistrationHistory.tsx'
import { RegistrationTag } from './registration-words.tsx'

type Status = z.output<typeof readRegistrationStatus.output>
type Act = (typeof statusActs)[number]

/** How a claim stands, for a partner's contact who sent it by a link and has no login. */
export function RegistrationStatusPage() {
  // Behind the `#`: it reaches neither the server's logs nor the next site.
  const [key] = useState(() => location.hash.slice(1))
  const query = useQuery({
    queryKey: ['registration-status'],
    queryFn: ({ signal }) => call(readRegistrationStatus, { key: key || '-' }, { signal }),
    retry: false,
    refetchInterval: ({ state }) => (state.data?.state === 'submitted' ? 1000 : false),
  })
  if (query.isPending) return <Loading />
  if (query.data) return <Shown statusKey={key} it={query.data} />
  return (
    <Door title={t('This link does not work')}>
      {query.error instanceof ApiError && query.error.code === 'missing' ? (
        <p>{query.error.message}</p>
      ) : (
        <Failed error={query.error} retry={() => void query.refetch()} />
      )}
    </Door>
  )
}

const asks: Record<Act, string> = {
  answer: t('Your answer'),
  appeal: t('Why the decision should be another one'),
  report_progress: t('What happened with the customer'),
  request_extension: t('What you have achieved since'),
  withdraw: '',
}
const acts = Object.keys(asks) as Act[]

function Shown({ statusKey: key, it }: { statusKey: string; it: Status }) {
  const cache = useQueryClient()
  const [act, setAct] = useState<Act>()
  const close = () => setAct(undefined)
  return (
    <Door wide title={it.customerName ?? t('Registration')} lead={`${it.person}, ${it.ecosystem}`}>
      <Stack gap="lg">
        <div>
          <RegistrationTag state={it.state} />
        </div>
        <Receipt receipt={it.receipt} />
        <Row>
          {acts
            .filter((one) => it.may[one] === true)
            .map((one) => (
              <Button key={one} onClick={() => setAct(one)}>
                {t(registrationTransitions[one].name)}
              </Button>
            ))}
        </Row>
        <Section title={t('What you claim')}>
          <ClaimFacts
            claim={it}
            families={new Map(it.families.map((key, index) => [key, it.products[index] ?? key]))}
          />
        </Section>
        <Section title={t('History')}>
          <RegistrationHistory history={it.history} />
        </Section>
      </Stack>
      {act && (
        <Dialog opened title={t(registrationTransitions[act].name)} onClose={close}>
          <Form
            schema={actByStatus.input}
            fixed={{ key, act, version: it.version }}
            guard={false}
            send={(values) => call(actByStatus, values)}
            onSent={() => {
              told(t('Sent'))
              close()
              void cache.invalidateQueries()
            }}
          >
            {asks[act] && <TextAreaField name="text" label={asks[act]} rows={4} />}
            <SubmitBar label={t(registrationTransitions[act].name)} danger={act === 'withdraw'} onCancel={close} />
          </Form>
        </Dialog>
      )}
    </Door>
  )
}
