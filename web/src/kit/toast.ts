const close = { closeButtonProps: { 'aria-label': 'Close' } }
const notifications = async () => (await import('@mantine/notifications')).notifications

/** Something was done: in the words of the act, `Partner saved`. */
export const told = (message: string): void =>
  void notifications().then((corner) => corner.show({ message, color: 'brand', autoClose: 4000, ...close }))

/** Something could not be done; it stays until it is closed. */
export const refused = (error: Error): void =>
  void notifications().then((corner) =>
    corner.show({ title: 'That did not work', message: error.message, color: 'red', autoClose: false, ...close }),
  )
