import { addMember } from '@hansa/contract/identity'
import { listPartners } from '@hansa/contract/partners'
import { call, useSend } from '../api.ts'
import { RecordPicker, SelectField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form, useField } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { told } from '../kit/toast.ts'
import { isPartners, roleOptions } from './roles.ts'

const findPartners = async (q: string) => {
  const { items } = await call(listPartners, { ...(q && { q }), limit: 10 })
  return items.map((it) => ({ value: it.organizationId, label: it.name }))
}

/** Gives a person a login. */
export function AddMember({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const send = useSend(addMember)
  return (
    <Dialog opened={opened} title={t('Add a member')} onClose={onClose}>
      <Form
        schema={addMember.input}
        initial={{ role: 'partner_manager' }}
        send={send.mutateAsync}
        guard={false}
        onSent={(member) => {
          told(t('{name} can sign in', { name: member.name }))
          onClose()
        }}
      >
        <TextField name="name" label={t('Name')} autoComplete="off" />
        <TextField name="email" label={t('E-mail')} type="email" autoComplete="off" />
        <SelectField name="role" label={t('Role')} options={roleOptions} />
        <PartnerField />
        <TextField
          name="password"
          label={t('First password')}
          type="password"
          autoComplete="new-password"
          hint={t('At least 10 characters; tell it to them in person. Who has a login already keeps the old one.')}
        />
        <SubmitBar label={t('Add member')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}

/** Only a partner's people act for a partner. */
const PartnerField = () =>
  isPartners(useField<string>('role').value) && (
    <RecordPicker
      name="partnerId"
      label={t('Partner')}
      hint={t('They see what concerns it, and nothing else.')}
      find={findPartners}
    />
  )
