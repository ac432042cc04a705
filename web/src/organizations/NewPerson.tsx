import { createPerson } from '@hansa/contract/organizations'
import { useSend } from '../api.ts'
import type { Option } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { told } from '../kit/toast.ts'
import { PersonFields } from './people.tsx'

/** Adds a person; within an organization, to that one unless another is chosen. */
export function NewPerson({
  opened,
  onClose,
  organization,
}: {
  opened: boolean
  onClose: () => void
  organization?: Option | undefined
}) {
  const send = useSend(createPerson)
  return (
    <Dialog wide opened={opened} title={t('New person')} onClose={onClose}>
      <Form
        schema={createPerson.input}
        {...(organization && { initial: { organizationId: organization.value } })}
        send={send.mutateAsync}
        guard={false}
        onSent={(person) => {
          told(t('{name} added', { name: person.name }))
          onClose()
        }}
      >
        <PersonFields organization={organization} />
        <SubmitBar label={t('Add person')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
