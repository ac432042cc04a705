import { changeSubscription } from '@hansa/contract/mail'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Door } from '../kit/Door.tsx'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Failed, Loading } from '../kit/State.tsx'

/** Where a notification's last line leads: whether this address gets notifications, and the way to change it. */
export function UnsubscribePage() {
  const [token] = useState(() => location.hash.slice(1))
  const query = useQuery({
    queryKey: ['subscription'],
    queryFn: () => call(changeSubscription, { token }),
    retry: false,
  })
  const change = useMutation({
    mutationFn: (notifications: boolean) => call(changeSubscription, { token, notifications }),
    onSuccess: () => query.refetch(),
  })
  if (query.isPending) return <Loading />
  if (!query.data) return <Failed error={query.error ?? new Error(t('Something went wrong.'))} />
  const { email, ecosystemName, notifications } = query.data
  return (
    <Door title={t('Notifications by mail')} lead={ecosystemName}>
      <Stack>
        <output>
          {notifications
            ? t('{email} gets a mail when somebody writes or announces something.', { email })
            : t('{email} gets no notifications any more. Invitations and password resets still come.', { email })}
        </output>
        <Button kind="primary" busy={change.isPending} onClick={() => change.mutate(!notifications)}>
          {notifications ? t('Send me no more notifications') : t('Send me notifications again')}
        </Button>
        {change.error && <p role="alert">{change.error.message}</p>}
      </Stack>
    </Door>
  )
}
