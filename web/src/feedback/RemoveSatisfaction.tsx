import { removeSatisfaction, type Satisfaction } from '@hansa/contract/feedback'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { ConfirmSend } from '../ConfirmSend.tsx'
import { dayText } from '../kit/format.ts'
import { Menu } from '../kit/Menu.tsx'
import { t } from '../kit/language.tsx'

/** Removes a score that was recorded by mistake, after asking. */
export function RemoveSatisfaction({ score }: { score: Satisfaction }) {
  const [open, setOpen] = useState(false)
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
      <ConfirmSend
        endpoint={removeSatisfaction}
        input={open ? { id: score.id } : undefined}
        title={t('Remove the score of {day}?', { day: dayText(score.day) })}
        confirm={t('Remove')}
        danger
        said={t('Score removed')}
        onClose={close}
      >
        {t('For a score that was recorded by mistake. The log keeps that it was removed.')}
      </ConfirmSend>
    </>
  )
}
