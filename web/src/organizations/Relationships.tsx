import {
  createRelationship,
  deleteRelationship,
  listRelationships,
  relationshipKinds,
  updateRelationship,
  type Relationship,
} from '@hansa/contract/organizations'
import { IconTrash } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useList, useSend } from '../api.ts'
import { ConfirmSend } from '../ConfirmSend.tsx'
import { Button } from '../kit/Button.tsx'
import { optionsOf, RecordPicker, SelectField } from '../kit/choices.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { DateField, SubmitBar, SwitchField, TextAreaField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Muted, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Menu } from '../kit/Menu.tsx'
import type { Allowed } from '../kit/may.ts'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { refused, told } from '../kit/toast.ts'
import { paths } from '../paths.ts'
import { findOrganizations } from './fields.tsx'

const end = (of: Relationship['from']) => (
  <Link quiet to={paths.organization(of.id)}>
    {of.name}
  </Link>
)
const columns: Column<Relationship>[] = [
  { id: 'from', header: t('Organization'), cell: (it) => end(it.from) },
  {
    id: 'kind',
    header: t('Relationship'),
    cell: (it) => (
      <Stack gap="xs">
        {t(relationshipKinds[it.kind])}
        {it.note && <Muted small>{it.note}</Muted>}
      </Stack>
    ),
  },
  { id: 'to', header: t('To'), cell: (it) => end(it.to) },
  { id: 'since', header: t('Since'), cell: (it) => <DateText value={it.since} />, align: 'end' },
  { id: 'until', header: t('Until'), cell: (it) => <DateText value={it.until} />, align: 'end' },
  {
    id: 'disclosed',
    header: t('In the portal'),
    cell: (it) => (
      <Tag dot tone={it.disclosed ? 'green' : 'grey'}>
        {it.disclosed ? t('Shown') : t('Hidden')}
      </Tag>
    ),
  },
]

/** To which organizations this one is related, in either direction, and since when. */
export function Relationships({ organizationId, name, may }: { organizationId: string; name: string; may: Allowed }) {
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Relationship>()
  const { mutate: disclose } = useSend(updateRelationship)
  const all = useMemo(
    (): Column<Relationship>[] =>
      may === true
        ? [
            ...columns,
            {
              id: 'acts',
              header: t('Acts'),
              align: 'end',
              cell: (it) => (
                <Menu
                  label={t('Acts on the relationship')}
                  items={[
                    [
                      {
                        label: it.disclosed ? t('Hide from both sides') : t('Show to both sides'),
                        may: it.kind !== 'competes_with' || t('That two compete is never shown to them.'),
                        onClick: () =>
                          disclose(
                            { id: it.id, version: it.version, disclosed: !it.disclosed },
                            {
                              onSuccess: () =>
                                told(it.disclosed ? t('Hidden from both sides') : t('Shown to both sides by name')),
                              onError: refused,
                            },
                          ),
                      },
                    ],
                    [{ label: t('Remove …'), icon: IconTrash, danger: true, onClick: () => setRemoving(it) }],
                  ]}
                />
              ),
            },
          ]
        : columns,
    [may, disclose],
  )
  return (
    <Section
      title={t('Relationships')}
      actions={
        <Button small may={may} onClick={() => setAdding(true)}>
          {t('Add relationship')}
        </Button>
      }
    >
      <DataTable
        label={t('Relationships')}
        list={useList(listRelationships, { organizationId })}
        columns={all}
        empty={
          <Empty title={t('No relationships are recorded')}>
            {t('Who distributes to whom, integrates, refers, implements or competes.')}
          </Empty>
        }
      />
      <AddRelationship organizationId={organizationId} name={name} opened={adding} onClose={() => setAdding(false)} />
      <ConfirmSend
        endpoint={deleteRelationship}
        input={removing && { id: removing.id }}
        title={t('Remove this relationship?')}
        confirm={t('Remove')}
        danger
        said={t('Relationship removed')}
        onClose={() => setRemoving(undefined)}
      >
        {removing && `${removing.from.name} ${t(relationshipKinds[removing.kind])} ${removing.to.name}. `}
        {t('Remove what was recorded by mistake. One that has ended keeps its place with the day until which it held.')}
      </ConfirmSend>
    </Section>
  )
}

/** From here to the other one, unless it is said to be the other way round. */
const input = createRelationship.input

function AddRelationship({
  organizationId,
  name,
  opened,
  onClose,
}: {
  organizationId: string
  name: string
  opened: boolean
  onClose: () => void
}) {
  const send = useSend(createRelationship)
  const [turned, setTurned] = useState(false)
  const here = turned ? 'toId' : 'fromId'
  const there = turned ? 'fromId' : 'toId'
  const close = () => {
    setTurned(false)
    onClose()
  }
  return (
    <Dialog opened={opened} title={t('Add a relationship')} onClose={close}>
      <Form
        key={here}
        schema={input}
        fixed={{ [here]: organizationId }}
        send={send.mutateAsync}
        guard={false}
        onSent={() => {
          told(t('Relationship added'))
          close()
        }}
      >
        {turned && <RecordPicker name={there} label={t('Organization')} find={findOrganizations} />}
        <SelectField
          name="kind"
          label={turned ? t('Relationship') : `${name} …`}
          options={optionsOf(relationshipKinds)}
          {...(turned && { hint: `… ${name}.` })}
        />
        {!turned && <RecordPicker name={there} label={t('Organization')} find={findOrganizations} />}
        <div>
          <Button small onClick={() => setTurned(!turned)}>
            {turned ? t('From {name} to the other', { name }) : t('From the other to {name}', { name })}
          </Button>
        </div>
        <Columns min={160}>
          <DateField name="since" label={t('Since')} />
          <DateField name="until" label={t('Until')} />
        </Columns>
        <TextAreaField name="note" label={t('Note')} rows={2} />
        <SwitchField name="disclosed" label={t('Show it to the partners on both sides, by name')} />
        <SubmitBar label={t('Add relationship')} onCancel={close} />
      </Form>
    </Dialog>
  )
}
