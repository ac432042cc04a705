import { bulkEditPartners, type Partner } from '@hansa/contract/partners'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { TagsField } from '../kit/choices.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { countText } from '../kit/format.ts'
import { Muted } from '../kit/layout.tsx'
import { told } from '../kit/toast.ts'
import { DatedFields, StandingFields } from './StandingFields.tsx'

/** Changes what the selected partners have in common: all of them, or none. */
export function BulkEdit({ partners, clear }: { partners: readonly Partner[]; clear: () => void }) {
  const [open, setOpen] = useState(false)
  const send = useSend(bulkEditPartners)
  const close = () => setOpen(false)
  return (
    <>
      <Button small may={partners[0]?.may['edit']} onClick={() => setOpen(true)}>
        Edit
      </Button>
      <Dialog wide opened={open} onClose={close} title={`Edit ${countText(partners.length)} partners`}>
        <Form
          schema={bulkEditPartners.input}
          fixed={{ organizationIds: partners.map((partner) => partner.organizationId) }}
          send={send.mutateAsync}
          guard={false}
          onSent={({ changed }) => {
            told(`${countText(changed)} partners changed`)
            close()
            clear()
          }}
        >
          <Muted small>What is left empty stays as it is. All are changed, or none.</Muted>
          <StandingFields />
          <TagsField name="addTags" label="Add tags" />
          <TagsField
            name="removeTags"
            label="Take tags off"
            known={[...new Set(partners.flatMap((one) => one.tags))]}
          />
          <DatedFields />
          <SubmitBar label={`Change ${countText(partners.length)} partners`} onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
