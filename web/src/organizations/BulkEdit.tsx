import { bulkEditOrganizations, type Organization } from '@hansa/contract/organizations'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { CountryField } from '../kit/CountryField.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { TagsField } from '../kit/choices.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
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
        {t('Edit')}
      </Button>
      <Dialog
        wide
        opened={open}
        onClose={close}
        title={t('Edit {count, number} organizations', {
          count: rows.length,
          defaultValue_one: 'Edit {count} organization',
        })}
      >
        <Form
          schema={bulkEditOrganizations.input}
          fixed={{ ids: rows.map((row) => row.id) }}
          send={send.mutateAsync}
          guard={false}
          onSent={({ changed }) => {
            told(
              t('{count, number} organizations changed', {
                count: changed,
                defaultValue_one: '{count} organization changed',
              }),
            )
            close()
            clear()
          }}
        >
          <Muted small>{t('What is left empty stays as it is. All are changed, or none.')}</Muted>
          <Columns>
            <CountryField name="country" label={t('Country')} />
            <SuggestField name="industry" label={t('Industry')} options={industries} />
          </Columns>
          <TagsField name="addTags" label={t('Add tags')} known={tags} />
          <TagsField
            name="removeTags"
            label={t('Take tags off')}
            known={[...new Set(rows.flatMap((row) => row.tags))]}
          />
          <SubmitBar
            label={t('Change {count, number} organizations', {
              count: rows.length,
              defaultValue_one: 'Change {count} organization',
            })}
            onCancel={close}
          />
        </Form>
      </Dialog>
    </>
  )
}
