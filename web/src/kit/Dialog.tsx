import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'
import { t } from './language.tsx'

/** A dialog over the page. Esc and the ground behind it close it; the focus returns to where it was. */
export const Dialog = ({
  opened,
  title,
  onClose,
  wide = false,
  children,
}: {
  opened: boolean
  title: string
  onClose: () => void
  wide?: boolean
  children: ReactNode
}) => (
  <Modal
    opened={opened}
    onClose={onClose}
    title={title}
    size={wide ? 720 : 480}
    closeButtonProps={{ 'aria-label': t('Close') }}
  >
    {children}
  </Modal>
)

export interface ConfirmDialogProps {
  opened: boolean
  /** The question: `Merge these two organizations?` */
  title: string
  /** The act in a word or two: `Merge`. Never `OK`. */
  confirm: string
  danger?: boolean
  busy?: boolean
  onConfirm: () => void
  onClose: () => void
  /** What will happen, and whether it can be undone. */
  children?: ReactNode
}

/** Asks once more before something that is hard to undo. */
export const ConfirmDialog = ({
  opened,
  title,
  confirm,
  danger = false,
  busy = false,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) => (
  <Dialog opened={opened} title={title} onClose={onClose}>
    <div className={styles.text}>{children}</div>
    <div className={styles.actions}>
      <Button onClick={onClose}>{t('Cancel')}</Button>
      <Button kind={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
        {confirm}
      </Button>
    </div>
  </Dialog>
)
