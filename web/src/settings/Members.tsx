import { listMembers, updateMember, type Member } from '@hansa/contract/identity'
import { roles } from '@hansa/contract/permissions'
import { useState } from 'react'
import { useList, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { SelectField } from '../kit/choices.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { ConfirmDialog, Dialog } from '../kit/Dialog.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { Form } from '../kit/Form.tsx'
import { Menu } from '../kit/Menu.tsx'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { t } from '../kit/language.tsx'
import { refused, told } from '../kit/toast.ts'
import { useUrl } from '../kit/useUrl.ts'
import { useMay } from '../me.ts'
import { useEdit } from '../useEdit.tsx'
import { AddMember } from './AddMember.tsx'
import { isPartners, roleOptions } from './roles.ts'

const columns: Column<Member>[] = [
  { id: 'name', header: t('Name'), cell: (member) => member.name, sortable: true },
  { id: 'email', header: t('E-mail'), cell: (member) => member.email },
  { id: 'role', header: t('Role'), cell: (member) => t(roles[member.role]) },
  {
    id: 'state',
    header: t('Access'),
    cell: (member) => (
      <Tag dot tone={member.disabled ? 'grey' : 'green'}>
        {member.disabled ? t('Ended') : t('Active')}
      </Tag>
    ),
  },
  {
    id: 'createdAt',
    header: t('Added'),
    cell: (member) => <DateTime ago value={member.createdAt} />,
    sortable: true,
    align: 'end',
  },
]
const filters: Filter[] = [{ kind: 'select', name: 'role', label: t('Role'), options: roleOptions }]

/** Who has a login here, and with which role. */
export function Members() {
  const url = useUrl()
  const may = useMay('ecosystem.manage')
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<Member>()
  const [ending, setEnding] = useState<Member>()
  const send = useSend(updateMember)
  const set = (member: Member, disabled: boolean) =>
    send.mutate(
      { id: member.id, version: member.version, disabled },
      {
        onSuccess: () =>
          told(
            disabled
              ? t('{name} has no access any more', { name: member.name })
              : t('{name} has access again', { name: member.name }),
          ),
        onError: refused,
        onSettled: () => setEnding(undefined),
      },
    )
  const all: Column<Member>[] = [
    ...columns,
    {
      id: 'acts',
      header: t('Acts'),
      align: 'end',
      cell: (member) => (
        <Menu
          label={t('Change {name}', { name: member.name })}
          items={[
            [{ label: t('Change role …'), may, onClick: () => setChanging(member) }],
            [
              member.disabled
                ? { label: t('Give access again'), may, onClick: () => set(member, false) }
                : { label: t('End access …'), danger: true, may, onClick: () => setEnding(member) },
            ],
          ]}
        />
      ),
    },
  ]
  return (
    <Section
      lead={t(
        'People with a login. What each role may do is fixed; partners’ people see only what concerns their organization.',
      )}
      actions={
        <Button kind="primary" may={may} onClick={() => setAdding(true)}>
          {t('Add member')}
        </Button>
      }
    >
      <FilterBar url={url} filters={filters} search={t('Name or e-mail')} />
      <DataTable
        label={t('Members')}
        list={useList(listMembers, {}, url.query)}
        columns={all}
        url={url}
        defaultSort="name"
        empty={<Empty title={t('Nobody fits')}>{t('Take the filter off, or search for something else.')}</Empty>}
      />
      <AddMember opened={adding} onClose={() => setAdding(false)} />
      {changing && <ChangeRole member={changing} onClose={() => setChanging(undefined)} />}
      <ConfirmDialog
        opened={ending !== undefined}
        title={t('End the access of {name}?', { name: ending?.name ?? '' })}
        confirm={t('End access')}
        danger
        busy={send.isPending}
        onClose={() => setEnding(undefined)}
        onConfirm={() => ending && set(ending, true)}
      >
        {t(
          '{name} is signed out at once and cannot sign in here any more. What they did stays in the log under their name. Access can be given again.',
          { name: ending?.name },
        )}
      </ConfirmDialog>
    </Section>
  )
}

const change = updateMember.input.required({ role: true })

function ChangeRole({ member, onClose }: { member: Member; onClose: () => void }) {
  const { send, overtaken } = useEdit(updateMember)
  // Who acts for a partner goes on doing so: only the role within it changes.
  const options = roleOptions.filter(({ value }) => isPartners(value) === isPartners(member.role))
  const { id, version, role, name } = member
  return (
    <Dialog opened title={t('Role of {name}', { name })} onClose={onClose}>
      <Form
        key={version}
        schema={change}
        initial={{ role }}
        fixed={{ id, version }}
        send={send}
        guard={false}
        onSent={() => {
          told(t('Role changed'))
          onClose()
        }}
      >
        {overtaken}
        <SelectField name="role" label={t('Role')} options={options} />
        <SubmitBar label={t('Change role')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
