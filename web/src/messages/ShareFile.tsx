import { shareFile, sharePortalFile } from '@hansa/contract/shared-files'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { RecordPicker } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { FileDrop } from '../kit/FileDrop.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { told } from '../kit/toast.ts'
import { findPartner } from './people.tsx'

const schema = shareFile.input.pick({ note: true, partnerId: true })

/**
 * Puts a file where the other side finds it.
 * @param partnerId the partner; the vendor's people are asked for one where it is not given
 */
export function ShareFile({
  partnerId,
  fromPortal = false,
  onClose,
}: {
  partnerId?: string
  fromPortal?: boolean
  onClose: () => void
}) {
  const cache = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const close = () => {
    told(t('File shared'))
    onClose()
  }
  const asks = !fromPortal && !partnerId
  const send = async (values: { note?: string | undefined; partnerId?: string | undefined }) => {
    if (!file) throw new Error(t('Choose a file first.'))
    const facts = { name: file.name, ...(partnerId && { partnerId }), ...values }
    await (fromPortal ? call(sharePortalFile, facts, { file }) : call(shareFile, facts, { file }))
    await cache.invalidateQueries()
  }
  return (
    <Dialog opened title={t('Share a file')} onClose={onClose}>
      <Form schema={asks ? schema.required({ partnerId: true }) : schema} guard={false} send={send} onSent={close}>
        {asks && <RecordPicker name="partnerId" label={t('Partner')} find={findPartner} />}
        <FileDrop
          label={t('The file')}
          hint={t('Documents, pictures and tables, up to 25 MB')}
          file={file}
          onFile={setFile}
        />
        <TextAreaField name="note" label={t('Note')} rows={2} />
        <SubmitBar label={t('Share')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
