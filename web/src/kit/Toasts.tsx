import '@mantine/notifications/styles.layer.css'
import { Notifications } from '@mantine/notifications'

/** The corner where toasts appear; loaded after the page, as nothing is told before. */
const Toasts = () => <Notifications position="bottom-right" limit={4} />
export default Toasts
