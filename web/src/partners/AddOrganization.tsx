import { createOrganization, type Organization } from '@hansa/contract/organizations'
import { useSend } from '../api.ts'
import { CountryField } from '../kit/CountryField.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'

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
    <Dialog opened={opened} title="Add an organization" onClose={onClose}>
      <Form
        schema={createOrganization.input}
        send={send.mutateAsync}
        guard={false}
        onSent={(organization) => {
          onAdded(organization)
          onClose()
        }}
      >
        <TextField name="name" label="Name" />
        <TextField name="website" label="Website" type="url" placeholder="acme.com" />
        <CountryField name="country" label="Country" />
        <SubmitBar label="Add organization" onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
