import {
  correctDealCredit,
  creditEvidence,
  creditOutcomes,
  readDealCredit,
  type CreditDecision,
  type DealCredit,
} from '@hansa/contract/deal-credit'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Facts } from '../kit/Facts.tsx'
import { SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { told } from '../kit/toast.ts'
import { roleText } from './TeamWords.tsx'

/** Who sourced, assisted and influenced the deal, and why. */
export const TeamCredit = ({ dealId }: { dealId: string }) => (
  <Ready query={useQuery(ask(readDealCredit, { id: dealId }))}>
    {(credit) => <Shown dealId={dealId} credit={credit} />}
  </Ready>
)

function Shown({ dealId, credit }: { dealId: string; credit: DealCredit }) {
  const [last, ...earlier] = credit.decided
  return (
    <Section
      title={t('Credit')}
      lead={
        last
          ? t('Decided at the win, and kept with what decided it.')
          : t('As the rules stand today; it is decided at the win.')
      }
      actions={last && <Correct dealId={dealId} credit={credit} />}
      boxed
    >
      <Stack>
        <Decision it={last?.decision ?? credit.now} />
        {last?.reason && <Muted>{t('Corrected: {reason}', { reason: last.reason })}</Muted>}
        {earlier.map(({ number, on, decision }) => (
          <Muted key={number} small>
            {t('Before, decided on')} <DateText value={on} />: {decision.sourceName ?? t('The vendor itself')}
          </Muted>
        ))}
      </Stack>
    </Section>
  )
}

function Decision({ it }: { it: CreditDecision }) {
  const names = (ids: readonly string[]) =>
    ids.map((id) => it.evidence.find(({ partnerId }) => partnerId === id)?.partnerName ?? id).join(', ')
  return (
    <>
      <Facts
        items={[
          { label: t('Sourced'), value: it.sourceName ?? t('The vendor itself') },
          { label: t('Assisted'), value: names(it.assistedIds) },
          { label: t('Influenced'), value: names(it.influencedIds) },
          {
            label: t('First activity of the vendor'),
            value: it.vendorFirstOn && <DateText value={it.vendorFirstOn} />,
            hint: t('A claim counts up to {days} days before it; without one, before the deal was opened.', {
              days: String(it.sourcedLookBackDays),
            }),
          },
          { label: t('Rules version'), value: String(it.rulesVersion) },
        ]}
      />
      {it.evidence.length > 0 && (
        <SimpleTable
          label={t('Evidence')}
          columns={[
            { key: 'day', label: t('Day') },
            { key: 'partner', label: t('Organization') },
            { key: 'kind', label: t('Evidence') },
            { key: 'role', label: t('Role') },
            { key: 'outcome', label: t('Result') },
          ]}
          items={it.evidence.map((one) => ({
            day: <DateText value={one.day} />,
            partner: one.partnerName,
            kind: t(creditEvidence[one.kind]),
            role: roleText(one.role),
            outcome: t(creditOutcomes[one.outcome]),
          }))}
        />
      )}
    </>
  )
}

function Correct({ dealId, credit }: { dealId: string; credit: DealCredit }) {
  const [open, setOpen] = useState(false)
  const send = useSend(correctDealCredit)
  const close = () => setOpen(false)
  return (
    <>
      <Button small may={credit.may['correct']} onClick={() => setOpen(true)}>
        {t('Decide anew')}
      </Button>
      <Dialog opened={open} title={t('Decide the credit anew')} onClose={close}>
        <Form
          schema={correctDealCredit.input}
          fixed={{ id: dealId }}
          send={send.mutateAsync}
          guard={false}
          onSent={() => {
            told(t('Decided anew'))
            close()
          }}
        >
          <p>
            {t('By what is known today the source is {name}. The earlier decision stays on record.', {
              name: credit.now.sourceName ?? t('The vendor itself'),
            })}
          </p>
          <TextAreaField name="reason" label={t('Reason')} rows={2} />
          <SubmitBar label={t('Decide anew')} onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
