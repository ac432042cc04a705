import { readLink, renewLink, type Link } from '@hansa/contract/links'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { ApiError, call } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Prose } from '../kit/Conversation.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { Door } from '../kit/Door.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { rich, t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Loading } from '../kit/State.tsx'
import { LinkFields } from './LinkFields.tsx'

const tokenOf = () => location.hash.slice(1)

/** A link out of a mail: what it is for, the form for what remains to be filled, and what became of it. */
export function LinkPage() {
  // Behind the `#`: a browser tells it neither the server's logs nor the next site.
  const [token] = useState(tokenOf)
  const [done, setDone] = useState(false)
  useEffect(() => {
    // Another link, opened in the same tab, differs behind the `#` alone: then nothing of this one stays.
    const again = () => tokenOf() !== token && location.reload()
    addEventListener('hashchange', again)
    return () => removeEventListener('hashchange', again)
  }, [token])
  const query = useQuery({
    queryKey: ['link'],
    queryFn: ({ signal }) => call(readLink, {}, { link: token, signal }),
    retry: false,
  })
  if (done && query.data) return <Done link={query.data} />
  if (query.isPending) return <Loading />
  if (!query.data) return <Unknown error={query.error} />
  return query.data.state === 'open' ? (
    <Open link={query.data} token={token} onDone={() => setDone(true)} />
  ) : (
    <Closed link={query.data} token={token} />
  )
}

function Open({ link, token, onDone }: { link: Link; token: string; onDone: () => void }) {
  const act = {
    ...link,
    path: link.path as `/${string}`,
    can: 'signed-in' as const,
    input: z.unknown(),
    output: z.unknown(),
  }
  const [key] = useState(() => crypto.randomUUID())
  return (
    <Door
      title={link.title}
      lead={t('For {name}, from {ecosystem}', { name: link.personName, ecosystem: link.ecosystemName })}
    >
      <Stack>
        {link.paragraphs.map((paragraph, index) => (
          <Prose key={index} text={paragraph} />
        ))}
        <Form
          schema={z.fromJSONSchema(link.schema as Parameters<typeof z.fromJSONSchema>[0])}
          send={(values) => call(act, { ...link.fixed, ...(values as object) }, { link: token, key })}
          onSent={onDone}
        >
          <LinkFields schema={link.schema} />
          <SubmitBar label={t('Send')} />
        </Form>
        <Muted small>
          {rich('This link works once, until {moment}.', { moment: <DateTime value={link.expiresAt} /> })}
        </Muted>
      </Stack>
    </Door>
  )
}

const Done = ({ link }: { link: Link }) => (
  <Door title={t('Thank you')} lead={link.title}>
    <output>
      {t('It has arrived at {ecosystem}. The link is used up; you can close this page.', {
        ecosystem: link.ecosystemName,
      })}
    </output>
  </Door>
)

const titles: Record<Exclude<Link['state'], 'open'>, string> = {
  used: t('This link was used already'),
  expired: t('This link has expired'),
  revoked: t('This link was withdrawn'),
  ended: t('This access has ended'),
  unknown: t('This link is not known'),
}

function Closed({ link, token }: { link: Link; token: string }) {
  const renew = useMutation({ mutationFn: () => call(renewLink, {}, { link: token }) })
  return (
    <Door title={titles[link.state === 'open' ? 'unknown' : link.state]} lead={link.title}>
      <Stack>
        <p>
          {link.state === 'used'
            ? rich('It was used {moment}, and works once.', { moment: <DateTime value={link.usedAt} /> })
            : link.state === 'expired'
              ? rich('It was good until {moment}.', { moment: <DateTime value={link.expiresAt} /> })
              : t('Ask {ecosystem} if you think that this is wrong.', { ecosystem: link.ecosystemName })}
        </p>
        {renew.isSuccess ? (
          <output>{t('A new link is on its way to the same address.')}</output>
        ) : (
          link.mayRenew && (
            <Button kind="primary" busy={renew.isPending} onClick={() => renew.mutate()}>
              {t('Send me a new link')}
            </Button>
          )
        )}
        {renew.error && <p role="alert">{renew.error.message}</p>}
      </Stack>
    </Door>
  )
}

const Unknown = ({ error }: { error: Error | null }) => (
  <Door title={titles.unknown}>
    <Stack>
      <p>{error instanceof ApiError ? error.message : t('Something went wrong.')}</p>
      <p>{t('Mail programs sometimes break a long link: copy the whole of it from the mail into the address line.')}</p>
    </Stack>
  </Door>
)
