import { bulkEditPartners, type Partner } from '@hansa/contract/partners'
import { useSend } from '../api.ts'
import { TagsField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { countText } from '../kit/format.ts'
import { Muted } from '../kit/layout.tsx'
import { told } from '../kit/toast.ts'
import { DatedFields, StandingFields } from './StandingFields.tsx'

/** Changes what the selected partners have in common: all of them, or none. */
export function BulkEdit({
  partners,
  onClose,
  onDone,
}: {
  partners: readonly Partner[]
  onClose: () => void
  onDone: () => void
}) {
  const send = useSend(bulkEditPartners)
  const many = `${countText(partners.length)} ${partners.length === 1 ? 'partner' : 'partners'}`
  return (
    <Dialog wide opened onClose={onClose} title={`Edit ${many}`}>
      <Form
        schema={bulkEditPartners.input}
        fixed={{ organizationIds: partners.map((partner) => partner.organizationId) }}
        send={send.mutateAsync}
        guard={false}
        onSent={({ changed }) => {
          told(`${countText(changed)} of ${many} changed`)
          onDone()
        }}
      >
        <Muted small>What is left empty stays as it is. All are changed, or none.</Muted>
        <StandingFields />
        <TagsField name="addTags" label="Add tags" />
        <TagsField
          name="removeTags"
          label="Take tags off"
          known={[...new Set(partners.flatMap((partner) => partner.tags))]}
        />
        <DatedFields />
        <SubmitBar label={`Change ${many}`} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
