import type { Invitation } from '@hansa/contract/access'
import type { Endpoint } from '@hansa/contract/endpoint'
import { updateMember, type Member } from '@hansa/contract/identity'
import { useState, type ReactNode } from 'react'
import type { z } from 'zod'
import { useSend } from '../api.ts'
import { SelectField, type Option } from '../kit/choices.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { ConfirmDialog, Dialog } from '../kit/Dialog.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import type { List } from '../kit/list.ts'
import type { Allowed } from '../kit/may.ts'
import { Menu } from '../kit/Menu.tsx'
import { refused, told } from '../kit/toast.ts'
import type { Url } from '../kit/useUrl.ts'
import { useEdit } from '../useEdit.tsx'
import { invitationColumns, memberColumns } from './columns.tsx'

/** `PATCH` of a member: the vendor's for everybody, a partner's for its own people. */
type Change = typeof updateMember

/** People with a login, with what may be done about it. The vendor's people and a partner's own are changed by endpoints of their own. */
export function People({
  label,
  list,
  url,
  may,
  change,
  roleOptions,
  resetFactor,
  empty,
}: {
  label: string
  list: List<Member>
  url: Url
  may: Allowed
  change: Change
  roleOptions: (member: Member) => readonly Option[]
  /** Switches off the second factor of who has lost it; only the vendor's administrators may. */
  resetFactor?: (member: Member) => void
  empty: ReactNode
}) {
  const [changing, setChanging] = useState<Member>()
  const [ending, setEnding] = useState<Member>()
  const send = useSend(change)
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
  const columns: Column<Member>[] = [
    ...memberColumns,
    {
      id: 'acts',
      header: t('Acts'),
      align: 'end',
      cell: (member) => (
        <Menu
          label={t('Change {name}', { name: member.name })}
          items={[
            [
              { label: t('Change role …'), may, onClick: () => setChanging(member) },
              ...(resetFactor
                ? [{ label: t('Switch off second factor …'), may, onClick: () => resetFactor(member) }]
                : []),
            ],
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
    <>
      <DataTable label={label} list={list} columns={columns} url={url} defaultSort="name" empty={empty} />
      {changing && (
        <ChangeRole
          member={changing}
          change={change}
          options={roleOptions(changing)}
          onClose={() => setChanging(undefined)}
        />
      )}
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
          '{name} is signed out at once and cannot sign in here any more; their API keys end for good. What they did stays in the log under their name. Access can be given again.',
          { name: ending?.name },
        )}
      </ConfirmDialog>
    </>
  )
}

const roleInput = updateMember.input.required({ role: true })

function ChangeRole({
  member,
  change,
  options,
  onClose,
}: {
  member: Member
  change: Change
  options: readonly Option[]
  onClose: () => void
}) {
  const { send, overtaken } = useEdit(change)
  const { id, version, role, name } = member
  return (
    <Dialog opened title={t('Role of {name}', { name })} onClose={onClose}>
      <Form
        key={version}
        schema={roleInput}
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

type ById<O> = Endpoint<z.ZodType<{ id: string }, { id: string }>, z.ZodType<O>>

/** Who was invited, with what may be done about it. */
export function Invitations({
  list,
  may,
  resend,
  withdraw,
  empty,
}: {
  list: List<Invitation>
  may: Allowed
  resend: ById<Invitation>
  withdraw: ById<{ done: true }>
  empty: ReactNode
}) {
  const again = useSend(resend)
  const back = useSend(withdraw)
  const columns: Column<Invitation>[] = [
    ...invitationColumns,
    {
      id: 'acts',
      header: t('Acts'),
      align: 'end',
      cell: ({ id, email, state }) => {
        const open = state === 'open' || state === 'expired' ? may : t('This invitation is closed.')
        const sent = { onSuccess: () => told(t('The invitation was sent again')), onError: refused }
        const gone = { onSuccess: () => told(t('The invitation is withdrawn')), onError: refused }
        return (
          <Menu
            label={t('Change the invitation of {email}', { email })}
            items={[
              [{ label: t('Send again'), may: open, onClick: () => again.mutate({ id }, sent) }],
              [{ label: t('Withdraw'), danger: true, may: open, onClick: () => back.mutate({ id }, gone) }],
            ]}
          />
        )
      },
    },
  ]
  return <DataTable label={t('Invitations')} list={list} columns={columns} empty={empty} />
}
