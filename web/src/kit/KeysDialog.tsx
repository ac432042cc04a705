import { useState } from 'react'
import { Dialog } from './Dialog.tsx'
import styles from './KeysDialog.module.css'
import { t } from './language.tsx'
import { useKeys } from './useKeys.ts'

/** Which keys a page knows: opens by `?`, and lists them. */
export function KeysDialog({ keys }: { keys: readonly (readonly [key: string, does: string])[] }) {
  const [open, setOpen] = useState(false)
  useKeys({ '?': () => setOpen(true) })
  return (
    <Dialog opened={open} title={t('Keys')} onClose={() => setOpen(false)}>
      <dl className={styles.keys}>
        {keys.map(([key, does]) => (
          <div key={key} className={styles.key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
