import { updateOrganization, type Organization } from '@hansa/contract/organizations'
import { useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { told } from '../kit/toast.ts'
import { useEdit } from '../useEdit.tsx'
import { OrganizationFields } from './fields.tsx'

/** Changes the facts of an organization. */
export function EditOrganization({ organization }: { organization: Organization }) {
  const [open, setOpen] = useState(false)
  const { send, overtaken } = useEdit(updateOrganization)
  const close = () => setOpen(false)
  const { id, version, parentId, parentName } = organization
  const { name, website, country, city, industry, employees, aliases, tags, description } = organization
  return (
    <>
      <Button kind="primary" may={organization.may['edit']} onClick={() => setOpen(true)}>
        {t('Edit')}
      </Button>
      <Dialog wide opened={open} title={t('Edit {name}', { name })} onClose={close}>
        <Form
          key={version}
          schema={updateOrganization.input}
          initial={{ name, website, country, city, industry, employees, parentId, aliases, tags, description }}
          fixed={{ id, version }}
          send={send}
          guard={false}
          onSent={() => {
            told(t('Organization saved'))
            close()
          }}
        >
          {overtaken}
          <OrganizationFields parent={parentId && parentName ? { value: parentId, label: parentName } : undefined} />
          <SubmitBar label={t('Save')} onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
