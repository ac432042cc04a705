import { postMessage, replyToThread, type Attachment } from '@hansa/contract/messages'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { SubmitBar, SwitchField, TextAreaField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Refused } from '../kit/State.tsx'
import { told } from '../kit/toast.ts'
import { useMay } from '../me.ts'
import { Attach, draftFile, draftPortalFile } from './files.tsx'
import { Mention } from './people.tsx'

/** An answer of the vendor's people, or a note among themselves. */
export function WriteMessage({ threadId, partnerId }: { threadId: string; partnerId: string | null }) {
  const may = useMay('messages.write')
  const { mutateAsync } = useSend(postMessage)
  const [files, setFiles] = useState<Attachment[]>([])
  const [count, setCount] = useState(0)
  if (typeof may === 'string') return <Refused why={may} />
  return (
    <Form
      key={count}
      schema={postMessage.input}
      fixed={{ id: threadId, fileIds: files.map((file) => file.id) }}
      send={mutateAsync}
      onSent={(message) => {
        told(message.internal ? t('Note kept') : t('Message sent'))
        setFiles([])
        setCount(count + 1)
      }}
    >
      <TextAreaField name="body" label={t('Your message')} />
      {partnerId && (
        <SwitchField
          name="internal"
          label={t('Internal note')}
          hint={t('For your own people alone: the partner never sees it, nor its files.')}
        />
      )}
      <Mention partnerId={partnerId} />
      <Attach upload={draftFile} files={files} onChange={setFiles} />
      <SubmitBar label={t('Send')} />
    </Form>
  )
}

/** An answer of a partner's people. */
export function WritePortalMessage({ threadId }: { threadId: string }) {
  const { mutateAsync } = useSend(replyToThread)
  const [files, setFiles] = useState<Attachment[]>([])
  const [count, setCount] = useState(0)
  return (
    <Form
      key={count}
      schema={replyToThread.input}
      fixed={{ id: threadId, fileIds: files.map((file) => file.id) }}
      send={mutateAsync}
      onSent={() => {
        told(t('Message sent'))
        setFiles([])
        setCount(count + 1)
      }}
    >
      <TextAreaField name="body" label={t('Your message')} />
      <Attach upload={draftPortalFile} files={files} onChange={setFiles} />
      <SubmitBar label={t('Send')} />
    </Form>
  )
}
