import { invite, inviteColleague } from '@hansa/contract/access'
import { isPartnerRole, roles, type Role } from '@hansa/contract/permissions'
import { listPartners } from '@hansa/contract/partners'
import type { ReactNode } from 'react'
import { call, useSend } from '../api.ts'
import { optionsOf, RecordPicker, SelectField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form, useField } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { told } from '../kit/toast.ts'

export const roleOptions = optionsOf(roles)
/** Who acts for a partner goes on doing so: only the role within it changes. */
export const rolesLike = (role: Role) =>
  roleOptions.filter(({ value }) => isPartnerRole(value as Role) === isPartnerRole(role))
const partnerRoles = rolesLike('partner_member')

const findPartners = async (q: string) => {
  const { items } = await call(listPartners, { ...(q && { q }), limit: 10 })
  return items.map((it) => ({ value: it.organizationId, label: it.name }))
}

/** Invites somebody into the workspace, or a partner's person into the portal. */
export const Invite = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => (
  <Dialog opened={opened} title={t('Invite a person')} onClose={onClose}>
    <InviteForm endpoint={invite} first="partner_manager" onClose={onClose}>
      <SelectField name="role" label={t('Role')} options={roleOptions} />
      <PartnerField />
    </InviteForm>
  </Dialog>
)

/** Only a partner's people act for a partner. */
const PartnerField = () =>
  isPartnerRole((useField<Role>('role').value ?? 'analyst') as Role) && (
    <RecordPicker
      name="partnerId"
      label={t('Partner')}
      hint={t('They see what concerns it, and nothing else.')}
      find={findPartners}
    />
  )

/** Invites somebody of one's own company. */
export const InviteColleague = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => (
  <Dialog opened={opened} title={t('Invite a colleague')} onClose={onClose}>
    <InviteForm endpoint={inviteColleague} first="partner_member" onClose={onClose}>
      <SelectField
        name="role"
        label={t('Role')}
        options={partnerRoles}
        hint={t('Administrators edit the company’s data and invite people.')}
      />
    </InviteForm>
  </Dialog>
)

function InviteForm({
  endpoint,
  first,
  onClose,
  children,
}: {
  endpoint: typeof invite | typeof inviteColleague
  /** The role that is chosen at first. */
  first: Role
  onClose: () => void
  children: ReactNode
}) {
  const send = useSend(endpoint as typeof invite)
  return (
    <Form
      schema={endpoint.input}
      initial={{ role: first }}
      send={send.mutateAsync}
      guard={false}
      onSent={({ email }) => {
        told(t('The invitation is on its way to {email}', { email }))
        onClose()
      }}
    >
      <TextField name="email" label={t('E-mail')} type="email" autoComplete="off" />
      <TextField name="name" label={t('Name')} autoComplete="off" />
      {children}
      <SubmitBar label={t('Send invitation')} onCancel={onClose} />
    </Form>
  )
}
