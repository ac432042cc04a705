import { createOrganization } from '@hansa/contract/organizations'
import { useNavigate } from '@tanstack/react-router'
import { useSend } from '../api.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { told } from '../kit/toast.ts'
import { paths } from '../paths.ts'
import { OrganizationFields } from './fields.tsx'

/** Adds an organization, and goes to it. */
export function NewOrganization({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const send = useSend(createOrganization)
  const navigate = useNavigate()
  return (
    <Dialog wide opened={opened} title={t('New organization')} onClose={onClose}>
      <Form
        schema={createOrganization.input}
        send={send.mutateAsync}
        guard={false}
        onSent={(organization) => {
          told(t('{name} added', { name: organization.name }))
          void navigate({ to: paths.organization(organization.id) })
        }}
      >
        <OrganizationFields />
        <SubmitBar label={t('Add organization')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
