import { createApiKey, readMe } from '@hansa/contract/identity'
import { Day } from '@hansa/contract/fields'
import { permissions } from '@hansa/contract/permissions'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { MultiSelectField } from '../kit/choices.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { DateField, SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'

const input = createApiKey.input.extend({ expiresAt: Day.optional() })

/** Makes a key, then shows its secret: once. */
export function NewApiKey({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [made, setMade] = useState<{ name: string; secret: string }>()
  const send = useSend(createApiKey)
  const held = useQuery(ask(readMe, {})).data?.permissions ?? []
  const close = () => {
    setMade(undefined)
    onClose()
  }
  if (made)
    return (
      <Dialog opened title={t('The secret of {name}', { name: made.name })} onClose={close}>
        <Stack>
          <Muted>
            {t('Copy it now and keep it where secrets are kept. It is not stored here and is never shown again.')}
          </Muted>
          <Copyable label={t('Secret')} text={made.secret} />
          <div>
            <Button kind="primary" onClick={close}>
              {t('I have kept it')}
            </Button>
          </div>
        </Stack>
      </Dialog>
    )
  return (
    <Dialog opened={opened} title={t('Make an API key')} onClose={close}>
      <Form
        schema={input}
        send={({ expiresAt, ...key }) =>
          // Through the whole of the last day, in the reader's own time.
          send.mutateAsync({ ...key, ...(expiresAt && { expiresAt: new Date(`${expiresAt}T23:59:59`).toISOString() }) })
        }
        guard={false}
        onSent={setMade}
      >
        <TextField name="name" label={t('Name')} hint={t('What uses it: a script, a CRM.')} autoComplete="off" />
        <MultiSelectField
          name="scopes"
          label={t('What it may do')}
          hint={t('As little as it needs; you can choose from what you may do yourself.')}
          options={held.map((value) => ({ value, label: `${t(permissions[value].meaning)} (${value})` }))}
        />
        <DateField name="expiresAt" label={t('Last day')} hint={t('Never, if left empty.')} />
        <SubmitBar label={t('Make API key')} onCancel={close} />
      </Form>
    </Dialog>
  )
}
