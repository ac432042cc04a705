import type { NotificationData } from '@mantine/notifications'
import { t } from './language.tsx'

let show: ((toast: NotificationData) => void) | undefined
const waiting: NotificationData[] = []
let wanted = false
const listeners = new Set<() => void>()

/** Whether anything was ever told: only then the corner for toasts is loaded. */
export const corner = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  isWanted: () => wanted,
  /** The corner is there; what waited for it is shown. */
  opened: (by: (toast: NotificationData) => void) => {
    show = by
    for (const toast of waiting.splice(0)) by(toast)
  },
}

function tell(toast: NotificationData) {
  const whole = { ...toast, closeButtonProps: { 'aria-label': t('Close') } }
  if (show) return show(whole)
  waiting.push(whole)
  wanted = true
  for (const listener of listeners) listener()
}

/** Something was done: in the words of the act, `Partner saved`. */
export const told = (message: string): void => tell({ message, color: 'brand', autoClose: 4000 })

/** Something could not be done; it stays until it is closed. */
export const refused = (error: Error): void =>
  tell({ title: t('That did not work'), message: error.message, color: 'red', autoClose: false })
