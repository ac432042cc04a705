import { removeSatisfaction, type Satisfaction } from '@hansa/contract/feedback'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { ConfirmDialog } from '../kit/Dialog.tsx'
import { dayText } from '../kit/format.ts'
import { Menu } from '../kit/Menu.tsx'
import { t } from '../kit/language.tsx'
import { refused, told } from '../kit/toast.ts'

/** Removes a score that was recorded by mistake, after asking. */
export function RemoveSatisfaction({ score }: { score: Satisfaction }) {
  const [open, setOpen] = useState(false)
  const send = useSend(removeSatisfaction)
  const close = () => setOpen(false)
  return (
    <>
      <Menu
        label={t('Acts on the score of {day}', { day: dayText(score.day) })}
        items={[
          [
            {
              label: t('Remove'),
              icon: IconTrash,
              danger: true,
              may: score.may['remove'],
              onClick: () => setOpen(true),
            },
          ],
        ]}
      />
      <ConfirmDialog
        danger
        opened={open}
        title={t('Remove the score of {day}?', { day: dayText(score.day) })}
        confirm={t('Remove')}
        busy={send.isPending}
        onClose={close}
        onConfirm={() =>
          send.mutate(
            { id: score.id },
            {
              onSuccess: () => {
                told(t('Score removed'))
                close()
              },
              onError: refused,
            },
          )
        }
      >
        {t('For a score that was recorded by mistake. The log keeps that it was removed.')}
      </ConfirmDialog>
    </>
  )
}
