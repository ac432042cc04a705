import { addSignInProvider, updateSignInProvider, type SignInProvider } from '@hansa/contract/access'
import { roles } from '@hansa/contract/permissions'
import { useSend } from '../api.ts'
import { optionsOf, SelectField, TagsField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, SwitchField, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { told } from '../kit/toast.ts'
import { useEdit } from '../useEdit.tsx'

const { partner_administrator: _, partner_member: __, ...vendorRoles } = roles

/** Adds a provider, or changes one. */
export function ProviderForm({ it, onClose }: { it?: SignInProvider; onClose: () => void }) {
  const add = useSend(addSignInProvider)
  const { send, overtaken } = useEdit(updateSignInProvider)
  const done = () => {
    told(t('Provider saved'))
    onClose()
  }
  if (!it)
    return (
      <Dialog opened title={t('Add provider')} onClose={onClose}>
        <Form
          schema={addSignInProvider.input}
          initial={{ enabled: true }}
          send={add.mutateAsync}
          guard={false}
          onSent={done}
        >
          <Fields secretHint={t('Kept encrypted, and never shown again.')} />
          <SubmitBar label={t('Add provider')} onCancel={onClose} />
        </Form>
      </Dialog>
    )
  const { id, version, ...facts } = it
  return (
    <Dialog opened title={it.name} onClose={onClose}>
      <Form
        key={version}
        schema={updateSignInProvider.input}
        initial={facts}
        fixed={{ id, version }}
        send={send}
        guard={false}
        onSent={done}
      >
        {overtaken}
        <Fields secretHint={t('Leave it empty to keep the present one.')} />
        <SubmitBar label={t('Save')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}

const Fields = ({ secretHint }: { secretHint: string }) => (
  <>
    <TextField name="name" label={t('Name')} hint={t('What the button on the sign-in page says.')} autoComplete="off" />
    <TextField
      name="issuer"
      label={t('Issuer')}
      type="url"
      hint={t('The provider’s address, as it names itself.')}
      autoComplete="off"
    />
    <TextField name="clientId" label={t('Client ID')} autoComplete="off" />
    <TextField name="clientSecret" label={t('Client secret')} type="password" hint={secretHint} autoComplete="off" />
    <TagsField
      name="domains"
      label={t('E-mail domains')}
      hint={t('Only people with addresses of these domains; all, if left empty.')}
    />
    <SelectField
      name="defaultRole"
      label={t('Role of who comes uninvited')}
      options={optionsOf(vendorRoles)}
      placeholder={t('Only who is invited comes in')}
    />
    <SwitchField name="enabled" label={t('People may sign in through it')} />
  </>
)
