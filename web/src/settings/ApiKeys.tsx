import { listApiKeys, revokeApiKey, type ApiKey } from '@hansa/contract/identity'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useList } from '../api.ts'
import { ConfirmSend } from '../ConfirmSend.tsx'
import { Button, IconButton } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateText, DateTime } from '../kit/DateTime.tsx'
import { None } from '../kit/None.tsx'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { Tags } from '../kit/Tag.tsx'
import { t } from '../kit/language.tsx'
import { useMay } from '../me.ts'
import { NewApiKey } from './NewApiKey.tsx'

const columns: Column<ApiKey>[] = [
  { id: 'name', header: t('Name'), cell: (key) => key.name },
  { id: 'scopes', header: t('May'), cell: (key) => <Tags values={key.scopes} most={2} /> },
  { id: 'createdAt', header: t('Made'), cell: (key) => <DateTime ago value={key.createdAt} />, align: 'end' },
  {
    id: 'expiresAt',
    header: t('Expires'),
    cell: (key) => (key.expiresAt ? <DateText value={key.expiresAt} /> : <None why={t('never')} />),
    align: 'end',
  },
  {
    id: 'lastUsedAt',
    header: t('Last used'),
    cell: (key) => (key.lastUsedAt ? <DateTime ago value={key.lastUsedAt} /> : <None why={t('never')} />),
    align: 'end',
  },
]

/** One's own keys for programs. */
export function ApiKeys({ title }: { title?: string }) {
  const may = useMay('keys.manage')
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<ApiKey>()
  const all: Column<ApiKey>[] = [
    ...columns,
    {
      id: 'acts',
      header: t('Acts'),
      align: 'end',
      cell: (key) => (
        <IconButton
          small
          label={t('Revoke {name}', { name: key.name })}
          icon={IconTrash}
          onClick={() => setRevoking(key)}
        />
      ),
    },
  ]
  return (
    <Section
      {...(title !== undefined && { title })}
      lead={t(
        'With a key, a program calls the API in your name: never beyond your role, and only for what the key was made for.',
      )}
      actions={
        <Button kind="primary" may={may} onClick={() => setMaking(true)}>
          {t('Make API key')}
        </Button>
      }
    >
      <DataTable
        label={t('API keys')}
        list={useList(listApiKeys, {})}
        columns={all}
        empty={
          <Empty title={t('You have no API keys')}>
            {t('A key lets a script, a CRM or the command line work for you.')}
          </Empty>
        }
      />
      <NewApiKey opened={making} onClose={() => setMaking(false)} />
      <ConfirmSend
        endpoint={revokeApiKey}
        input={revoking && { id: revoking.id }}
        title={t('Revoke {name}?', { name: revoking?.name ?? '' })}
        confirm={t('Revoke')}
        danger
        said={t('{name} is revoked', { name: revoking?.name ?? '' })}
        onClose={() => setRevoking(undefined)}
      >
        {t('Programs that use it are refused from this moment on. A key that was revoked does not come back.')}
      </ConfirmSend>
    </Section>
  )
}
