import { reverseRevenue, type Revenue } from '@hansa/contract/revenue'
import { useState } from 'react'
import { ConfirmSend } from '../ConfirmSend.tsx'
import { Button } from '../kit/Button.tsx'
import { dayText, moneyText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'

/** Takes an entry back, after asking. */
export function ReverseRevenue({ entry }: { entry: Revenue }) {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button small kind="quiet" may={entry.may['reverse']} onClick={() => setOpen(true)}>
        {t('Reverse')}
      </Button>
      <ConfirmSend
        endpoint={reverseRevenue}
        input={open ? { id: entry.id } : undefined}
        title={t('Reverse {amount} of {day}?', { amount: moneyText(entry), day: dayText(entry.day) })}
        confirm={t('Reverse')}
        said={t('Entry reversed')}
        onClose={close}
      >
        {t(
          'An entry of the opposite amount is recorded today. The entry itself stays as it is, and a reversal cannot be reversed.',
        )}
      </ConfirmSend>
    </>
  )
}
