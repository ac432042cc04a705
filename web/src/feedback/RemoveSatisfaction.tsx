import { removeSatisfaction, type Satisfaction } from '@hansa/contract/feedback'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { ConfirmDialog } from '../kit/Dialog.tsx'
import { dayText } from '../kit/format.ts'
import { Menu } from '../kit/Menu.tsx'
import { refused, told } from '../kit/toast.ts'

/** Removes a score that was recorded by mistake, after asking. */
export function RemoveSatisfaction({ score }: { score: Satisfaction }) {
  const [open, setOpen] = useState(false)
  const send = useSend(removeSatisfaction)
  const close = () => setOpen(false)
  return (
    <>
      <Menu
        label={`Acts on the score of ${dayText(score.day)}`}
        items={[
          [{ label: 'Remove', icon: IconTrash, danger: true, may: score.may['remove'], onClick: () => setOpen(true) }],
        ]}
      />
      <ConfirmDialog
        danger
        opened={open}
        title={`Remove the score of ${dayText(score.day)}?`}
        confirm="Remove"
        busy={send.isPending}
        onClose={close}
        onConfirm={() =>
          send.mutate(
            { id: score.id },
            {
              onSuccess: () => {
                told('Score removed')
                close()
              },
              onError: refused,
            },
          )
        }
      >
        For a score that was recorded by mistake. The log keeps that it was removed.
      </ConfirmDialog>
    </>
  )
}
