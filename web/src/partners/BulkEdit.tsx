import { bulkEditPartners, type Partner } from '@hansa/contract/partners'
import { useSend } from '../api.ts'
import { TagsField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { countText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
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
  const count = partners.length
  return (
    <Dialog
      wide
      opened
      onClose={onClose}
      title={t('Edit {count, number} partners', { count, defaultValue_one: 'Edit {count} partner' })}
    >
      <Form
        schema={bulkEditPartners.input}
        fixed={{ organizationIds: partners.map((partner) => partner.organizationId) }}
        send={send.mutateAsync}
        guard={false}
        onSent={({ changed }) => {
          told(t('{changed} of {count, number} changed', { changed: countText(changed), count }))
          onDone()
        }}
      >
        <Muted small>{t('What is left empty stays as it is. All are changed, or none.')}</Muted>
        <StandingFields />
        <TagsField name="addTags" label={t('Add tags')} />
        <TagsField
          name="removeTags"
          label={t('Take tags off')}
          known={[...new Set(partners.flatMap((partner) => partner.tags))]}
        />
        <DatedFields />
        <SubmitBar
          label={t('Change {count, number} partners', { count, defaultValue_one: 'Change {count} partner' })}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  )
}
