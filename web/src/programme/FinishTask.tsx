import type { finishTask, Task } from '@hansa/contract/tasks'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { refused, told } from '../kit/toast.ts'

/** Finishes a task: at once, or where it needs evidence with words on where that is. */
export function FinishTask({ task, endpoint }: { task: Task; endpoint: typeof finishTask }) {
  const { id, version, evidenceNeeded } = task
  const [open, setOpen] = useState(false)
  const send = useSend(endpoint)
  const close = () => setOpen(false)
  const done = () => {
    told(t('Done: {title}', { title: task.title }))
    close()
  }
  return (
    <>
      <Button
        small
        may={task.may['finish']}
        busy={send.isPending && !open}
        onClick={() => {
          // The button goes with the state; what follows must not go with the button.
          if (evidenceNeeded) setOpen(true)
          else void send.mutateAsync({ id, version }).then(done, refused)
        }}
      >
        {t('Done')}
      </Button>
      <Dialog opened={open} title={task.title} onClose={close}>
        <Form schema={endpoint.input} fixed={{ id, version }} send={send.mutateAsync} guard={false} onSent={done}>
          <TextAreaField
            name="evidence"
            label={t('Where is the proof?')}
            rows={3}
            hint={t('A link, the name of a shared file, who was there.')}
          />
          <SubmitBar label={t('Finish')} onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
