import '@mantine/notifications/styles.layer.css'
import { Notifications, notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { corner } from './toast.ts'

/** The corner where toasts appear; it comes with the first of them. */
export default function Toasts() {
  useEffect(() => corner.opened((toast) => notifications.show(toast)), [])
  return <Notifications position="bottom-right" limit={4} />
}
