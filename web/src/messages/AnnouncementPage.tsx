import {
  announcementStates,
  publishAnnouncement,
  readAnnouncement,
  withdrawAnnouncement,
  type Announcement,
} from '@hansa/contract/announcements'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { ask } from '../api.ts'
import { ConfirmSend } from '../ConfirmSend.tsx'
import { Button } from '../kit/Button.tsx'
import { Prose } from '../kit/Conversation.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { t } from '../kit/language.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Tag } from '../kit/Tag.tsx'
import { paths } from '../paths.ts'
import { audienceText, stateTones } from './words.ts'

const EditAnnouncement = lazy(async () => ({ default: (await import('./EditAnnouncement.tsx')).EditAnnouncement }))

export const AnnouncementPage = ({ id }: { id: string }) => (
  <Ready query={useQuery(ask(readAnnouncement, { id }))}>{(one) => <Shown one={one} />}</Ready>
)

function Shown({ one }: { one: Announcement }) {
  const [act, setAct] = useState<'edit' | 'publish' | 'withdraw'>()
  const close = () => setAct(undefined)
  const facts = [
    { label: t('For'), value: audienceText(one.audience) },
    { label: t('By mail'), value: one.byMail ? t('Yes') : t('No') },
    { label: t('By'), value: one.author },
    { label: t('Published'), value: <DateTime value={one.publishedAt} /> },
    ...(one.state === 'draft'
      ? []
      : [
          { label: t('Partners reached'), value: <Count value={one.partners} /> },
          { label: t('Partners that read it'), value: <Count value={one.partnersRead} /> },
          { label: t('People who read it'), value: <Count value={one.peopleRead} /> },
        ]),
  ]
  return (
    <Page
      title={one.title}
      crumbs={[{ label: t('Announcements'), to: paths.messages('announcements') }]}
      meta={<Tag tone={stateTones[one.state]}>{t(announcementStates[one.state])}</Tag>}
      actions={
        <>
          <Button may={one.may['edit']} onClick={() => setAct('edit')}>
            {t('Edit')}
          </Button>
          {one.state === 'draft' ? (
            <Button kind="primary" may={one.may['publish']} onClick={() => setAct('publish')}>
              {t('Publish')}
            </Button>
          ) : (
            <Button may={one.may['withdraw']} onClick={() => setAct('withdraw')}>
              {t('Withdraw')}
            </Button>
          )}
        </>
      }
      aside={<Facts items={facts} />}
    >
      <Section boxed>
        <Prose text={one.body} />
      </Section>
      <Suspense fallback={null}>{act === 'edit' && <EditAnnouncement announcement={one} onClose={close} />}</Suspense>
      <ConfirmSend
        endpoint={publishAnnouncement}
        input={act === 'publish' ? { id: one.id } : undefined}
        title={t('Publish this announcement?')}
        confirm={t('Publish')}
        said={t('Announcement published')}
        onClose={close}
      >
        {t('For: {audience}. It cannot be changed afterwards, only withdrawn.', {
          audience: audienceText(one.audience),
        })}
      </ConfirmSend>
      <ConfirmSend
        endpoint={withdrawAnnouncement}
        input={act === 'withdraw' ? { id: one.id } : undefined}
        title={t('Withdraw this announcement?')}
        confirm={t('Withdraw')}
        danger
        said={t('Announcement withdrawn')}
        onClose={close}
      >
        {t('Partners see it no longer. Mails that went out cannot be taken back.')}
      </ConfirmSend>
    </Page>
  )
}
