import { listLinks, revokeLink, type SentLink } from '@hansa/contract/links'
import { useState } from 'react'
import { useList } from '../api.ts'
import { ConfirmSend } from '../ConfirmSend.tsx'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { t } from '../kit/language.tsx'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import type { Tone } from '../kit/tokens.ts'

const states: Record<SentLink['state'], { name: string; tone: Tone }> = {
  open: { name: t('Open'), tone: 'blue' },
  used: { name: t('Used'), tone: 'green' },
  expired: { name: t('Expired'), tone: 'grey' },
  revoked: { name: t('Withdrawn'), tone: 'red' },
  ended: { name: t('Ended'), tone: 'grey' },
  unknown: { name: t('Unknown'), tone: 'grey' },
}

/** Links that stand in mails, each good for one thing in one person's name; those that are open can be withdrawn. */
export function SentLinks() {
  const list = useList(listLinks, {})
  const [ending, setEnding] = useState<SentLink>()
  const columns: Column<SentLink>[] = [
    { id: 'title', header: t('For what'), cell: (link) => link.title },
    { id: 'person', header: t('For whom'), cell: (link) => `${link.personName} <${link.email}>` },
    {
      id: 'state',
      header: t('State'),
      cell: (link) => (
        <Tag dot tone={states[link.state].tone}>
          {states[link.state].name}
        </Tag>
      ),
    },
    { id: 'expiresAt', header: t('Good until'), cell: (link) => <DateTime value={link.expiresAt} />, align: 'end' },
    {
      id: 'acts',
      header: t('Withdraw'),
      align: 'end',
      cell: (link) =>
        link.state === 'open' && (
          <Button small onClick={() => setEnding(link)}>
            {t('Withdraw')}
          </Button>
        ),
    },
  ]
  return (
    <Section
      title={t('Links in mails')}
      lead={t('Each lets one person do one thing without signing in, once and for a time.')}
    >
      <DataTable label={t('Links')} list={list} columns={columns} empty={<Empty title={t('No links yet')} />} />
      <ConfirmSend
        endpoint={revokeLink}
        input={ending && { id: ending.id }}
        title={t('Withdraw the link of {name}?', { name: ending?.personName ?? '' })}
        confirm={t('Withdraw')}
        danger
        said={t('Link withdrawn')}
        onClose={() => setEnding(undefined)}
      >
        {t('It works no longer, and its reader is told so. It cannot be given back.')}
      </ConfirmSend>
    </Section>
  )
}
