import { endIntroduction, introduceParticipants, type DealTeam, type Introduction } from '@hansa/contract/deal-teams'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { SelectField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, SwitchField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Muted, Row, Stack } from '../kit/layout.tsx'
import { refused, told } from '../kit/toast.ts'
import { roleText } from './TeamWords.tsx'

/** Which participants know of each other. */
export function TeamDisclosure({ dealId, team }: { dealId: string; team: DealTeam }) {
  const [open, setOpen] = useState(false)
  const send = useSend(introduceParticipants)
  const close = () => setOpen(false)
  const present = team.participants.filter(({ state }) => state === 'active' || state === 'dissolved')
  const options = present.map((it) => ({ value: it.id, label: `${it.partnerName} · ${roleText(it.role)}` }))
  if (options.length < 2) return null
  return (
    <Stack gap="xs">
      {team.introductions.map((it) => (
        <Known key={`${it.oneId} ${it.twoId}`} dealId={dealId} it={it} team={team} />
      ))}
      <Row>
        <Button small kind="quiet" may={team.may['introduce']} onClick={() => setOpen(true)}>
          {t('Disclose two to each other')}
        </Button>
      </Row>
      <Dialog opened={open} title={t('Disclose two to each other')} onClose={close}>
        <Form
          schema={introduceParticipants.input}
          fixed={{ id: dealId }}
          send={send.mutateAsync}
          guard={false}
          onSent={() => {
            told(t('Disclosed to each other'))
            close()
          }}
        >
          <Columns>
            <SelectField name="oneId" label={t('One')} options={options} />
            <SelectField name="twoId" label={t('Other')} options={options} />
          </Columns>
          <SwitchField name="shares" label={t('Their shares too')} />
          <SubmitBar label={t('Disclose')} onCancel={close} />
        </Form>
      </Dialog>
    </Stack>
  )
}

function Known({ dealId, it, team }: { dealId: string; it: Introduction; team: DealTeam }) {
  const send = useSend(endIntroduction)
  const name = (id: string) => team.participants.find((one) => one.id === id)?.partnerName ?? id
  const { oneId, twoId, shares, competing } = it
  const names = { one: name(oneId), two: name(twoId) }
  return (
    <Row spread>
      <Muted>
        {competing
          ? t('{one} and {two} compete by now: nothing is shown.', names)
          : shares
            ? t('{one} and {two} know of each other, with their shares.', names)
            : t('{one} and {two} know of each other.', names)}
      </Muted>
      <Button
        small
        kind="quiet"
        may={team.may['introduce']}
        busy={send.isPending}
        onClick={() => send.mutate({ id: dealId, oneId, twoId }, { onError: refused })}
      >
        {t('Hide again')}
      </Button>
    </Row>
  )
}
