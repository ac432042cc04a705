import { listPortalThreads, startPortalThread, type Attachment, type PortalThread } from '@hansa/contract/messages'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useList, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextAreaField, TextField } from '../kit/fields.tsx'
import { FilterBar } from '../kit/FilterBar.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { told } from '../kit/toast.ts'
import { useUrl } from '../kit/useUrl.ts'
import { portalPaths } from '../paths.ts'
import { threadColumns, unreadFilter } from './columns.tsx'
import { Attach, draftPortalFile } from './files.tsx'
import { MailChoice } from './MailChoice.tsx'

const columns: Column<PortalThread>[] = [threadColumns.subject, threadColumns.excerpt, threadColumns.last]

/** What a partner's people and the vendor write to each other. */
export function PortalMessagesPage() {
  const url = useUrl()
  const [writing, setWriting] = useState(false)
  return (
    <Page
      title={t('Messages')}
      actions={
        <Button kind="primary" onClick={() => setWriting(true)}>
          {t('New message')}
        </Button>
      }
    >
      <FilterBar url={url} filters={[unreadFilter]} search={t('Subject or words of a message')} />
      <DataTable
        label={t('Threads')}
        list={useList(listPortalThreads, {}, url.query)}
        columns={columns}
        url={url}
        defaultSort="-lastMessageAt"
        rowLink={(thread) => portalPaths.thread(thread.id)}
        empty={
          <Empty title={t('No messages')}>{t('Write to us: whoever looks after your company answers here.')}</Empty>
        }
      />
      <MailChoice />
      {writing && <NewMessage onClose={() => setWriting(false)} />}
    </Page>
  )
}

function NewMessage({ onClose }: { onClose: () => void }) {
  const { mutateAsync } = useSend(startPortalThread)
  const navigate = useNavigate()
  const [files, setFiles] = useState<Attachment[]>([])
  return (
    <Dialog opened wide title={t('New message')} onClose={onClose}>
      <Form
        schema={startPortalThread.input}
        fixed={{ fileIds: files.map((file) => file.id) }}
        send={mutateAsync}
        guard={false}
        onSent={(thread: PortalThread) => {
          told(t('Message sent'))
          void navigate({ to: portalPaths.thread(thread.id) })
        }}
      >
        <TextField name="subject" label={t('Subject')} />
        <TextAreaField name="body" label={t('Your message')} rows={6} />
        <Attach upload={draftPortalFile} files={files} onChange={setFiles} />
        <SubmitBar label={t('Send')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
