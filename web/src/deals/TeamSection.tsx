import {
  inviteParticipant,
  readDealTeam,
  removeParticipant,
  updateParticipant,
  type DealTeam,
  type Participant,
} from '@hansa/contract/deal-teams'
import { listOrganizations } from '@hansa/contract/organizations'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, call, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { RecordPicker, SelectField } from '../kit/choices.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { DateField, SubmitBar, SwitchField, TextAreaField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Muted, Row, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { refused, told } from '../kit/toast.ts'
import { paths } from '../paths.ts'
import { Act } from './Act.tsx'
import { TeamDisclosure } from './TeamDisclosure.tsx'
import { ParticipantTag, roleOptions, roleText } from './TeamWords.tsx'
import { today } from './words.ts'

/** Who takes part in the deal, what each may see, and whom of the others it may know of. */
export function TeamSection({ dealId }: { dealId: string }) {
  return (
    <Ready query={useQuery(ask(readDealTeam, { id: dealId }))}>
      {(team) => (
        <Section
          title={t('Team')}
          lead={t('Each sees its own part alone: not the value, not the others, unless you disclose it.')}
          actions={<Invite dealId={dealId} team={team} />}
        >
          {team.participants.length === 0 ? (
            <Muted>{t('Nobody takes part yet.')}</Muted>
          ) : (
            <Stack>
              <Participants team={team} />
              <TeamDisclosure dealId={dealId} team={team} />
            </Stack>
          )}
        </Section>
      )}
    </Ready>
  )
}

const Participants = ({ team }: { team: DealTeam }) => (
  <SimpleTable
    label={t('Team')}
    columns={[
      { key: 'partner', label: t('Organization') },
      { key: 'role', label: t('Role') },
      { key: 'state', label: t('State') },
      { key: 'from', label: t('From'), align: 'end' },
      { key: 'until', label: t('Until'), align: 'end' },
      { key: 'acts', label: t('Actions'), align: 'end' },
    ]}
    items={team.participants.map((it) => ({
      partner: <Link to={paths.organization(it.partnerId)}>{it.partnerName}</Link>,
      role: roleText(it.role),
      state: (
        <Stack gap="xs">
          <ParticipantTag state={it.state} />
          {it.reason && <Muted small>{it.reason}</Muted>}
        </Stack>
      ),
      from: <DateText value={it.fromDay} />,
      until: <DateText value={it.untilDay} />,
      acts: ['invited', 'active'].includes(it.state) && (
        <Row>
          <Disclose it={it} />
          <Act
            endpoint={removeParticipant}
            record={it}
            label={t('Take out')}
            done={t('Taken out')}
            may={it.may['remove']}
            kind="quiet"
            danger
          >
            <TextAreaField name="reason" label={t('Reason')} rows={2} hint={t('The partner reads it.')} />
          </Act>
        </Row>
      ),
    }))}
  />
)

/** Whether it sees the deal's value. */
function Disclose({ it }: { it: Participant }) {
  const send = useSend(updateParticipant)
  const { id, version, seesValue } = it
  return (
    <Button
      kind="quiet"
      may={it.may['edit']}
      busy={send.isPending}
      onClick={() => send.mutate({ id, version, seesValue: !seesValue }, { onError: refused })}
    >
      {seesValue ? t('Hide the value') : t('Disclose the value')}
    </Button>
  )
}

const find = async (q: string) => {
  const { items } = await call(listOrganizations, { ...(q && { q }), partner: 'yes', limit: 10 })
  return items.map((it) => ({ value: it.id, label: it.name }))
}

function Invite({ dealId, team }: { dealId: string; team: DealTeam }) {
  const [open, setOpen] = useState(false)
  const send = useSend(inviteParticipant)
  const close = () => setOpen(false)
  return (
    <>
      <Button small may={team.may['invite']} onClick={() => setOpen(true)}>
        {t('Invite')}
      </Button>
      <Dialog opened={open} title={t('Invite into the team')} onClose={close}>
        <Form
          schema={inviteParticipant.input}
          fixed={{ id: dealId }}
          send={send.mutateAsync}
          guard={false}
          onSent={() => {
            told(t('Invited'))
            close()
          }}
        >
          <RecordPicker name="partnerId" label={t('Partner')} find={find} />
          <Columns>
            <SelectField name="role" label={t('Role')} options={roleOptions} />
            <DateField name="evidenceOn" label={t('Active since')} max={today()} />
          </Columns>
          <TextAreaField name="evidence" label={t('Evidence')} rows={3} hint={t('The partner reads it.')} />
          <SwitchField name="seesValue" label={t('Disclose the deal’s value to it')} />
          <SubmitBar label={t('Invite')} onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
