import { updatePartner, type Partner } from '@hansa/contract/partners'
import { MultiSelectField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { told } from '../kit/toast.ts'
import { useEdit } from '../useEdit.tsx'
import { onlyChanges } from './only-changes.ts'
import { DatedFields, StandingFields } from './StandingFields.tsx'
import { typeOptions } from './words.ts'

/** Changes where a partner stands, from a day on and for a reason, and how it came. */
export function EditPartner({ partner, onClose }: { partner: Partner; onClose: () => void }) {
  const { send, overtaken } = useEdit(updatePartner)
  const { organizationId, version, types, stage, tier, territory, origin, campaign, recruiter } = partner
  const manager = partner.manager?.id ?? partner.manager?.name ?? null
  const was = { types, stage, tier, manager, territory, origin, campaign, recruiter }
  return (
    <Dialog wide opened title={t('Edit {name}', { name: partner.name })} onClose={onClose}>
      <Form
        key={version}
        schema={updatePartner.input}
        initial={was}
        fixed={{ organizationId, version }}
        send={(edit) => send(onlyChanges(edit, was))}
        guard={false}
        onSent={() => {
          told(t('Partner saved'))
          onClose()
        }}
      >
        {overtaken}
        <MultiSelectField name="types" label={t('Types')} options={typeOptions} />
        <StandingFields />
        <DatedFields />
        <Columns min={180}>
          <TextField name="origin" label={t('Came through')} />
          <TextField name="campaign" label={t('Campaign')} />
          <TextField name="recruiter" label={t('Recruited by')} />
        </Columns>
        <SubmitBar label={t('Save')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
