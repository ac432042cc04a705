import { reverseRevenue, type Revenue } from '@hansa/contract/revenue'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { ConfirmDialog } from '../kit/Dialog.tsx'
import { dayText, moneyText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { refused, told } from '../kit/toast.ts'

/** Takes an entry back, after asking. */
export function ReverseRevenue({ entry }: { entry: Revenue }) {
  const [open, setOpen] = useState(false)
  const send = useSend(reverseRevenue)
  const close = () => setOpen(false)
  return (
    <>
      <Button small kind="quiet" may={entry.may['reverse']} onClick={() => setOpen(true)}>
        {t('Reverse')}
      </Button>
      <ConfirmDialog
        opened={open}
        title={t('Reverse {amount} of {day}?', { amount: moneyText(entry), day: dayText(entry.day) })}
        confirm={t('Reverse')}
        busy={send.isPending}
        onClose={close}
        onConfirm={() =>
          send.mutate(
            { id: entry.id },
            {
              onSuccess: () => {
                told(t('Entry reversed'))
                close()
              },
              onError: refused,
            },
          )
        }
      >
        {t(
          'An entry of the opposite amount is recorded today. The entry itself stays as it is, and a reversal cannot be reversed.',
        )}
      </ConfirmDialog>
    </>
  )
}
