import { updatePartner, type Partner } from '@hansa/contract/partners'
import type { z } from 'zod'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { MultiSelectField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { Columns } from '../kit/layout.tsx'
import { told } from '../kit/toast.ts'
import { DatedFields, StandingFields } from './StandingFields.tsx'
import { typeOptions } from './words.ts'

type Edit = z.input<typeof updatePartner.input>

/** Only what differs is said: a field that was not touched must not be said of an earlier day than it was. */
const onlyChanges = (edit: Edit, was: Partial<Edit>): Edit =>
  Object.fromEntries(
    Object.entries(edit).filter(
      ([name, value]) => !(name in was) || JSON.stringify(value) !== JSON.stringify(was[name as keyof Edit] ?? null),
    ),
  ) as Edit

/** Changes where a partner stands, from a day on and for a reason, and how it came. */
export function EditPartner({ partner }: { partner: Partner }) {
  const [open, setOpen] = useState(false)
  const send = useSend(updatePartner)
  const close = () => setOpen(false)
  const { organizationId, version, types, stage, tier, territory, origin, campaign, recruiter } = partner
  const manager = partner.manager?.id ?? partner.manager?.name ?? null
  const was = { types, stage, tier, manager, territory, origin, campaign, recruiter }
  return (
    <>
      <Button kind="primary" may={partner.may['edit']} onClick={() => setOpen(true)}>
        Edit
      </Button>
      <Dialog wide opened={open} title={`Edit ${partner.name}`} onClose={close}>
        <Form
          key={version}
          schema={updatePartner.input}
          initial={was}
          fixed={{ organizationId, version }}
          send={(edit) => send.mutateAsync(onlyChanges(edit, was))}
          guard={false}
          onSent={() => {
            told('Partner saved')
            close()
          }}
        >
          <MultiSelectField name="types" label="Types" options={typeOptions} />
          <StandingFields />
          <DatedFields />
          <Columns>
            <TextField name="origin" label="Came through" />
            <TextField name="campaign" label="Campaign" />
            <TextField name="recruiter" label="Recruited by" />
          </Columns>
          <SubmitBar label="Save" onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
