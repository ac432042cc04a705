import { createOrganization, type Organization } from '@hansa/contract/organizations'
import { useSend } from '../api.ts'
import { CountryField } from '../kit/CountryField.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'

/** Adds an organization without leaving the page. */
export function AddOrganization({
  opened,
  onClose,
  onAdded,
}: {
  opened: boolean
  onClose: () => void
  onAdded: (organization: Organization) => void
}) {
  const send = useSend(createOrganization)
  return (
    <Dialog opened={opened} title={t('Add an organization')} onClose={onClose}>
      <Form
        schema={createOrganization.input}
        send={send.mutateAsync}
        guard={false}
        onSent={(organization) => {
          onAdded(organization)
          onClose()
        }}
      >
        <TextField name="name" label={t('Name')} />
        <TextField name="website" label={t('Website')} type="url" placeholder="acme.com" />
        <CountryField name="country" label={t('Country')} />
        <SubmitBar label={t('Add organization')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
