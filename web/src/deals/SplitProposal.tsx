import { proposeSplit, SplitMethod, splitMethods } from '@hansa/contract/deal-splits'
import { readDealTeam, type Participant } from '@hansa/contract/deal-teams'
import type { DealRecord } from '@hansa/contract/deals'
import { Money } from '@hansa/contract/fields'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { ask, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { optionsOf, SelectField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { NumberField, SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { Form, useField } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Muted } from '../kit/layout.tsx'
import type { Allowed } from '../kit/may.ts'
import { MoneyField } from '../kit/MoneyField.tsx'
import { told } from '../kit/toast.ts'
import { roleText } from './TeamWords.tsx'

const methods = optionsOf(Object.fromEntries(Object.entries(splitMethods).map(([method, name]) => [method, t(name)])))
const shareOf = (id: string) => `share ${id}`
const worthOf = (id: string) => `worth ${id}`

const chosen = z.object({ method: SplitMethod, reason: z.string().max(500).optional() })
/** What the form holds: a percentage and a worth for each participant, beside the method. */
const schemaFor = (team: readonly Participant[]) =>
  chosen.extend(
    Object.fromEntries(
      team.flatMap(({ id }) => [
        [shareOf(id), z.number().min(0).max(100).optional()],
        [worthOf(id), Money.optional()],
      ]),
    ),
  )

/** Proposes how the deal is split; after the win it is a correction. */
export function SplitProposal({ deal, may }: { deal: DealRecord; may: Allowed }) {
  const [open, setOpen] = useState(false)
  const send = useSend(proposeSplit)
  const present = deal.stage === 'won' ? ['active', 'dissolved'] : ['active']
  const team = (useQuery(ask(readDealTeam, { id: deal.id })).data?.participants ?? []).filter(({ state }) =>
    present.includes(state),
  )
  const close = () => setOpen(false)
  const label = deal.stage === 'won' ? t('Propose a correction') : t('Propose a split')
  const sendIt = (given: Record<string, unknown>) => {
    const { method, reason } = chosen.parse(given)
    const shares = team.map(({ id: participantId }) => ({
      participantId,
      basisPoints: Math.round(Number(given[shareOf(participantId)] ?? 0) * 100),
    }))
    const lines = team.map(({ id: participantId, role }) => ({
      name: roleText(role),
      participantId,
      amount: (given[worthOf(participantId)] as Money | undefined)?.amount ?? 0,
    }))
    return send.mutateAsync({
      id: deal.id,
      method,
      ...(method === 'custom' && { shares }),
      ...(method === 'line' && deal.lines.length === 0 && { lines }),
      ...(reason && { reason }),
    })
  }
  return (
    <>
      <Button small may={may} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog opened={open} title={label} onClose={close}>
        <Form
          schema={schemaFor(team)}
          initial={{ method: 'role_table' }}
          send={sendIt}
          guard={false}
          onSent={() => {
            told(t('Proposed: the parties are asked to sign'))
            close()
          }}
        >
          <SelectField name="method" label={t('How')} options={methods} />
          <Parts team={team} deal={deal} />
          <TextAreaField
            name="reason"
            label={t('Reason')}
            rows={2}
            hint={deal.stage === 'won' ? t('Needed: what is locked is corrected.') : t('The partner reads it.')}
          />
          <SubmitBar label={label} onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}

/** A field for each participant, where the method asks for one. */
function Parts({ team, deal }: { team: readonly Participant[]; deal: DealRecord }) {
  const method = useField<SplitMethod>('method').value
  const label = (it: Participant) => `${it.partnerName} · ${roleText(it.role)}`
  if (method === 'custom')
    return team.map((it) => (
      <NumberField key={it.id} name={shareOf(it.id)} label={label(it)} min={0} max={100} decimals={2} suffix="%" />
    ))
  if (method === 'line' && deal.lines.length > 0)
    return <Muted>{t('By the deal’s lines: each line’s partner gets what it is worth.')}</Muted>
  if (method === 'line')
    return team.map((it) => (
      <MoneyField
        key={it.id}
        name={worthOf(it.id)}
        label={label(it)}
        hint={t('What its lines are worth together.')}
        currencies={[deal.value?.currency ?? 'EUR']}
      />
    ))
  return null
}
