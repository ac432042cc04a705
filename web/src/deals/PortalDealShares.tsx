import { answerSplit, splitStates, signatures } from '@hansa/contract/deal-splits'
import type { OwnDealRecord, OwnShare } from '@hansa/contract/own-deals'
import { useState } from 'react'
import { z } from 'zod'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { NumberField, SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Money } from '../kit/Money.tsx'
import { Section } from '../kit/Page.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Tag } from '../kit/Tag.tsx'
import { refused, told } from '../kit/toast.ts'
import type { Tone } from '../kit/tokens.ts'
import { roleText, ShareText } from './TeamWords.tsx'

const tones: Record<OwnShare['state'], Tone> = {
  waiting: 'amber',
  signed: 'green',
  disputed: 'red',
  default: 'blue',
  replaced: 'grey',
  locked: 'green',
}
const stateText = (state: OwnShare['state']) =>
  t(state in signatures ? signatures[state as 'signed'] : splitStates[state as 'locked'])

/** The partner's own share: to sign or dispute, what held before, and what was booked. */
export function PortalDealShares({ deal }: { deal: OwnDealRecord }) {
  return (
    <Section title={t('Your share')} lead={t('Nobody else sees it, unless the vendor discloses it.')}>
      <Stack>
        {deal.shares.length === 0 ? (
          <Muted>{t('Nothing is proposed yet.')}</Muted>
        ) : (
          <SimpleTable
            label={t('Your share')}
            columns={[
              { key: 'number', label: t('Version') },
              { key: 'role', label: t('Role') },
              { key: 'share', label: t('Share'), align: 'end' },
              { key: 'amount', label: t('Amount'), align: 'end' },
              { key: 'state', label: t('State') },
              { key: 'acts', label: t('Actions'), align: 'end' },
            ]}
            items={deal.shares.map((share) => ({
              number: String(share.number),
              role: roleText(share.role),
              share: <ShareText basisPoints={share.basisPoints} />,
              amount: <Money value={share.amount} />,
              state: (
                <Stack gap="xs">
                  <Tag dot tone={tones[share.state]}>
                    {stateText(share.state)}
                  </Tag>
                  {share.reason && <Muted small>{share.reason}</Muted>}
                  {share.disputeReason && <Muted small>{share.disputeReason}</Muted>}
                </Stack>
              ),
              acts: ['waiting', 'disputed'].includes(share.state) && <Answer share={share} />,
            }))}
          />
        )}
        {deal.entries.length > 0 && (
          <SimpleTable
            label={t('Booked')}
            columns={[
              { key: 'day', label: t('Booked') },
              { key: 'kind', label: t('Kind') },
              { key: 'amount', label: t('Amount'), align: 'end' },
            ]}
            items={deal.entries.map((entry) => ({
              day: <DateText value={entry.day} />,
              kind: entry.kind === 'won' ? t('At the win') : t('Correction'),
              amount: <Money value={entry.amount} />,
            }))}
          />
        )}
      </Stack>
    </Section>
  )
}

const dispute = z.object({ reason: z.string().trim().min(1).max(500), wanted: z.number().min(0).max(100).optional() })

function Answer({ share: { splitId: id, may } }: { share: OwnShare }) {
  const [open, setOpen] = useState(false)
  const send = useSend(answerSplit)
  const close = () => setOpen(false)
  const sign = () => send.mutate({ id, answer: 'sign' }, { onSuccess: () => told(t('Signed')), onError: refused })
  return (
    <Row>
      <Button small may={may['answer']} onClick={() => setOpen(true)}>
        {t('Dispute')}
      </Button>
      <Button small kind="primary" may={may['answer']} busy={send.isPending} onClick={sign}>
        {t('Sign')}
      </Button>
      <Dialog opened={open} title={t('Dispute the share')} onClose={close}>
        <Form
          schema={dispute}
          send={({ reason, wanted }: z.input<typeof dispute>) =>
            send.mutateAsync({
              id,
              answer: 'dispute',
              reason,
              ...(wanted !== undefined && { wantedBasisPoints: Math.round(wanted * 100) }),
            })
          }
          guard={false}
          onSent={() => {
            told(t('The vendor reads your reason'))
            close()
          }}
        >
          <TextAreaField name="reason" label={t('Reason')} rows={3} />
          <NumberField name="wanted" label={t('What would be right')} min={0} max={100} decimals={2} suffix="%" />
          <SubmitBar label={t('Dispute')} onCancel={close} />
        </Form>
      </Dialog>
    </Row>
  )
}
