import {
  checkSignInProvider,
  listSignInProviders,
  removeSignInProvider,
  type SignInProvider,
} from '@hansa/contract/access'
import { readMe, updateEcosystem, type Ecosystem } from '@hansa/contract/identity'
import { roles } from '@hansa/contract/permissions'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, useList, useSend } from '../api.ts'
import { ConfirmSend } from '../ConfirmSend.tsx'
import { Button } from '../kit/Button.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { ConfirmDialog } from '../kit/Dialog.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Menu } from '../kit/Menu.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Empty, Refused } from '../kit/State.tsx'
import { Tag, Tags } from '../kit/Tag.tsx'
import { refused, told } from '../kit/toast.ts'
import { useMay } from '../me.ts'
import { paths } from '../paths.ts'
import { ProviderForm } from './ProviderForm.tsx'

/** How people sign in: whether a second factor is asked for, and through which providers they may come. */
export function SignInSettings() {
  const may = useMay('ecosystem.manage')
  const me = useQuery(ask(readMe, {}))
  if (typeof may === 'string') return <Refused why={may} />
  return (
    <>
      <Ready query={me}>{({ ecosystem }) => <Required ecosystem={ecosystem} />}</Ready>
      <Providers />
    </>
  )
}

function Required({ ecosystem: { requireTwoFactor, version } }: { ecosystem: Ecosystem }) {
  const send = useSend(updateEcosystem)
  const [asking, setAsking] = useState(false)
  const set = (wanted: boolean) =>
    send.mutate(
      { version, requireTwoFactor: wanted },
      {
        onSuccess: () =>
          told(wanted ? t('A second factor is asked for from now on') : t('A second factor is optional')),
        onError: refused,
        onSettled: () => setAsking(false),
      },
    )
  return (
    <Section boxed title={t('Two-factor sign-in')}>
      <Stack>
        <Row spread>
          <Muted>
            {requireTwoFactor
              ? t('Everybody here needs a second factor. Who lacks one is led to set it up before anything else.')
              : t('Each person decides for themselves.')}
          </Muted>
          <Button busy={send.isPending} onClick={() => (requireTwoFactor ? set(false) : setAsking(true))}>
            {requireTwoFactor ? t('Make it optional') : t('Ask everybody for it')}
          </Button>
        </Row>
      </Stack>
      <ConfirmDialog
        opened={asking}
        title={t('Ask everybody for a second factor?')}
        confirm={t('Ask everybody for it')}
        busy={send.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => set(true)}
      >
        {t('Whoever has none, you too, sets it up before they can go on. API keys go on working.')}
      </ConfirmDialog>
    </Section>
  )
}

const columns: Column<SignInProvider>[] = [
  { id: 'name', header: t('Name'), cell: (it) => it.name },
  { id: 'issuer', header: t('Issuer'), cell: (it) => it.issuer },
  { id: 'domains', header: t('Domains'), cell: (it) => <Tags values={it.domains} most={2} /> },
  {
    id: 'defaultRole',
    header: t('Who comes in'),
    cell: (it) =>
      it.defaultRole ? t('Everybody, as {role}', { role: t(roles[it.defaultRole]) }) : t('Who is invited'),
  },
  {
    id: 'enabled',
    header: t('State'),
    cell: (it) => (
      <Tag dot tone={it.enabled ? 'green' : 'grey'}>
        {it.enabled ? t('On') : t('Off')}
      </Tag>
    ),
  },
]

function Providers() {
  const [editing, setEditing] = useState<SignInProvider | 'new'>()
  const [removing, setRemoving] = useState<SignInProvider>()
  const check = useSend(checkSignInProvider)
  const all: Column<SignInProvider>[] = [
    ...columns,
    {
      id: 'acts',
      header: t('Acts'),
      align: 'end',
      cell: (it) => (
        <Menu
          label={t('Change {name}', { name: it.name })}
          items={[
            [
              { label: t('Edit …'), onClick: () => setEditing(it) },
              {
                label: t('Check'),
                onClick: () =>
                  check.mutate(
                    { id: it.id },
                    {
                      onSuccess: ({ problem }) => {
                        const why = t('{name} cannot be reached: {problem}', { name: it.name, problem })
                        if (problem === null) told(t('{name} is there', { name: it.name }))
                        else refused(new Error(why))
                      },
                      onError: refused,
                    },
                  ),
              },
            ],
            [{ label: t('Remove …'), danger: true, onClick: () => setRemoving(it) }],
          ]}
        />
      ),
    },
  ]
  return (
    <Section
      title={t('Sign-in through providers')}
      lead={t('People may sign in with an account of their company: any provider that speaks OpenID Connect.')}
      actions={
        <Button kind="primary" onClick={() => setEditing('new')}>
          {t('Add provider')}
        </Button>
      }
    >
      <Stack>
        <DataTable
          label={t('Providers')}
          list={useList(listSignInProviders, {})}
          columns={all}
          empty={<Empty title={t('No providers yet')}>{t('Everybody signs in with e-mail and password.')}</Empty>}
        />
        <Muted>{t('Enter this address at the provider as the redirect address.')}</Muted>
        <Copyable label={t('Redirect address')} text={location.origin + paths.signInBack()} />
      </Stack>
      {editing && <ProviderForm {...(editing !== 'new' && { it: editing })} onClose={() => setEditing(undefined)} />}
      <ConfirmSend
        endpoint={removeSignInProvider}
        input={removing && { id: removing.id }}
        title={t('Remove {name}?', { name: removing?.name ?? '' })}
        confirm={t('Remove')}
        danger
        onClose={() => setRemoving(undefined)}
      >
        {t('Nobody signs in through it any more, and sessions that came through providers end.')}
      </ConfirmSend>
    </Section>
  )
}
