import { useBlocker } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { t } from './language.tsx'

const ConfirmDialog = lazy(async () => ({ default: (await import('./Dialog.tsx')).ConfirmDialog }))

/** Asks before a page with unsaved changes is left, by a link, by Back, or by closing the tab. */
export function LeaveGuard({ when }: { when: () => boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && when(),
    enableBeforeUnload: when,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <Suspense fallback={null}>
      <ConfirmDialog
        opened
        title={t('Leave without saving?')}
        confirm={t('Leave')}
        danger
        onConfirm={() => blocker.proceed()}
        onClose={() => blocker.reset()}
      >
        {t('What you changed here is not saved.')}
      </ConfirmDialog>
    </Suspense>
  )
}
