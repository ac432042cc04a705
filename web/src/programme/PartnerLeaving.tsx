import {
  leavingReasons,
  listOffBoardings,
  offBoardPartner,
  undoOffBoarding,
  type OffBoarding,
} from '@hansa/contract/lifecycle'
import { readPartner } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, useSend } from '../api.ts'
import { ConfirmSend } from '../ConfirmSend.tsx'
import { Button } from '../kit/Button.tsx'
import { optionsOf, SelectField } from '../kit/choices.tsx'
import { DateText, DateTime } from '../kit/DateTime.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Facts } from '../kit/Facts.tsx'
import { SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Tag } from '../kit/Tag.tsx'
import { told } from '../kit/toast.ts'
import { useMay } from '../me.ts'

const exports = {
  making: t('Being gathered'),
  ready: t('Ready; the link went out by e-mail'),
  expired: t('The link has expired'),
}

/** Leaving the programme: how, when, and the way back within the days of grace. */
export function PartnerLeaving({ organizationId }: { organizationId: string }) {
  const partner = useQuery(ask(readPartner, { organizationId }))
  const may = useMay('partners.write')
  const [leaving, setLeaving] = useState(false)
  const [undoing, setUndoing] = useState(false)
  const leave = useSend(offBoardPartner)
  const gone = partner.data?.stage === 'off_boarded'
  const close = () => setLeaving(false)
  return (
    <Section
      title={t('Off-boarding')}
      lead={t('People lose their access at once; the company gets its own data as a file.')}
      actions={
        <Button
          small
          may={may === true && gone ? t('This partner has left already.') : may}
          onClick={() => setLeaving(true)}
        >
          {t('Off-board')}
        </Button>
      }
    >
      <Ready query={useQuery(ask(listOffBoardings, { organizationId }))}>
        {({ items }) =>
          items.length === 0 ? (
            <Muted>{t('This partner has never been off-boarded here.')}</Muted>
          ) : (
            <Stack>
              {items.map((one, i) => (
                <Left key={one.id} one={one} onUndo={i === 0 ? () => setUndoing(true) : undefined} may={may} />
              ))}
            </Stack>
          )
        }
      </Ready>
      <Dialog opened={leaving} title={t('Off-board this partner')} onClose={close}>
        <Form
          schema={offBoardPartner.input}
          fixed={{ organizationId }}
          send={leave.mutateAsync}
          guard={false}
          onSent={() => {
            told(t('Off-boarded'))
            close()
          }}
        >
          <SelectField name="reason" label={t('Reason')} options={optionsOf(leavingReasons)} />
          <TextAreaField name="note" label={t('In words')} rows={3} hint={t('The partner’s people read it.')} />
          <Muted small>
            {t('Logins, sessions, keys and open invitations end at once, and open tasks are dropped.')}
          </Muted>
          <SubmitBar danger label={t('Off-board')} onCancel={close} />
        </Form>
      </Dialog>
      <ConfirmSend
        endpoint={undoOffBoarding}
        input={undoing ? { organizationId } : undefined}
        title={t('Take the off-boarding back?')}
        confirm={t('Take back')}
        said={t('Taken back')}
        onClose={() => setUndoing(false)}
      >
        {t('Stage and access are then as they were before. Dropped tasks stay dropped.')}
      </ConfirmSend>
    </Section>
  )
}

function Left({
  one,
  onUndo,
  may,
}: {
  one: OffBoarding
  onUndo: (() => void) | undefined
  may: true | string | undefined
}) {
  return (
    <Section
      boxed
      title={t(leavingReasons[one.reason])}
      actions={
        onUndo && (
          <Button small may={may === true ? one.mayUndo : may} onClick={onUndo}>
            {t('Take back')}
          </Button>
        )
      }
    >
      <Facts
        items={[
          { label: t('From'), value: <DateText value={one.from} /> },
          { label: t('In words'), value: one.note },
          { label: t('By'), value: one.begunBy },
          { label: t('Access ended for'), value: <Count value={one.people} /> },
          { label: t('What was earned is paid until'), value: <DateText value={one.runOffUntil} /> },
          { label: t('Own data'), value: exports[one.export.state] },
          {
            label: t('Can be taken back until'),
            value: one.undoneAt ? <Tag>{t('Taken back')}</Tag> : <DateTime value={one.graceUntil} />,
          },
        ]}
      />
    </Section>
  )
}
