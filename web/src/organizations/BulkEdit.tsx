import { bulkEditOrganizations, type Organization } from '@hansa/contract/organizations'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { CountryField } from '../kit/CountryField.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { TagsField } from '../kit/choices.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { countText } from '../kit/format.ts'
import { Columns, Muted } from '../kit/layout.tsx'
import { SuggestField } from '../kit/SuggestField.tsx'
import { told } from '../kit/toast.ts'
import { useOptions } from './fields.tsx'

/** Changes what the selected organizations have in common: all of them, or none. */
export function BulkEdit({ rows, clear }: { rows: readonly Organization[]; clear: () => void }) {
  const [open, setOpen] = useState(false)
  const send = useSend(bulkEditOrganizations)
  const { industries, tags } = useOptions()
  const close = () => setOpen(false)
  return (
    <>
      <Button small may={rows[0]?.may['edit']} onClick={() => setOpen(true)}>
        Edit
      </Button>
      <Dialog wide opened={open} onClose={close} title={`Edit ${countText(rows.length)} organizations`}>
        <Form
          schema={bulkEditOrganizations.input}
          fixed={{ ids: rows.map((row) => row.id) }}
          send={send.mutateAsync}
          guard={false}
          onSent={({ changed }) => {
            told(`${countText(changed)} organizations changed`)
            close()
            clear()
          }}
        >
          <Muted small>What is left empty stays as it is. All are changed, or none.</Muted>
          <Columns>
            <CountryField name="country" label="Country" />
            <SuggestField name="industry" label="Industry" options={industries} />
          </Columns>
          <TagsField name="addTags" label="Add tags" known={tags} />
          <TagsField name="removeTags" label="Take tags off" known={[...new Set(rows.flatMap((row) => row.tags))]} />
          <SubmitBar label={`Change ${countText(rows.length)} organizations`} onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
