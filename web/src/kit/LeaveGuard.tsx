import { useBlocker } from '@tanstack/react-router'
import { ConfirmDialog } from './Dialog.tsx'

/** Asks before a page with unsaved changes is left, by a link, by Back, or by closing the tab. */
export function LeaveGuard({ when }: { when: () => boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && when(),
    enableBeforeUnload: when,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      opened={blocker.status === 'blocked'}
      title="Leave without saving?"
      confirm="Leave"
      danger
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      What you changed here is not saved.
    </ConfirmDialog>
  )
}
