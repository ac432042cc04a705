import { startThread, type Attachment, type Thread } from '@hansa/contract/messages'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { RecordPicker } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextAreaField, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { told } from '../kit/toast.ts'
import { paths } from '../paths.ts'
import { Attach, draftFile } from './files.tsx'
import { findPartner, Recipients } from './people.tsx'

/** Begins a thread with a partner, or among the vendor's own people. */
export function NewThread({ partnerId, onClose }: { partnerId?: string; onClose: () => void }) {
  const { mutateAsync } = useSend(startThread)
  const navigate = useNavigate()
  const [files, setFiles] = useState<Attachment[]>([])
  return (
    <Dialog opened wide title={t('New message')} onClose={onClose}>
      <Form
        schema={startThread.input}
        fixed={{ fileIds: files.map((file) => file.id), ...(partnerId && { partnerId }) }}
        send={mutateAsync}
        guard={false}
        onSent={(thread: Thread) => {
          told(t('Message sent'))
          void navigate({ to: paths.thread(thread.id) })
        }}
      >
        {!partnerId && (
          <RecordPicker
            name="partnerId"
            label={t('Partner')}
            hint={t('If you choose none, it stays among your own people.')}
            find={findPartner}
          />
        )}
        <Recipients {...(partnerId && { partnerId })} />
        <TextField name="subject" label={t('Subject')} />
        <TextAreaField name="body" label={t('Your message')} rows={6} />
        <Attach upload={draftFile} files={files} onChange={setFiles} />
        <SubmitBar label={t('Send')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
