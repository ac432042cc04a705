import { readRegistrationLink, sendRegistrationLink } from '@hansa/contract/registration-links'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { MultiSelectField, SelectField } from '../kit/choices.tsx'
import { CountryField } from '../kit/CountryField.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextAreaField, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Muted } from '../kit/layout.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Empty } from '../kit/State.tsx'
import { told } from '../kit/toast.ts'
import { useMay } from '../me.ts'

/** Mails one of a partner's people a link by which they register one deal without a login. */
export function RegistrationLink({ organizationId }: { organizationId: string }) {
  const [open, setOpen] = useState(false)
  const may = useMay('partners.write')
  return (
    <>
      <Button small may={may} onClick={() => setOpen(true)}>
        {t('Send a registration link')}
      </Button>
      <Dialog opened={open} title={t('Send a registration link')} onClose={() => setOpen(false)}>
        {open && <LinkForm organizationId={organizationId} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  )
}

function LinkForm({ organizationId, onClose }: { organizationId: string; onClose: () => void }) {
  const send = useSend(sendRegistrationLink)
  return (
    <Ready query={useQuery(ask(readRegistrationLink, { organizationId }))}>
      {({ people, families }) =>
        people.length === 0 ? (
          <Empty title={t('Nobody can be reached')}>
            {t('This partner has no login and no contact person with an e-mail address yet.')}
          </Empty>
        ) : (
          <Form
            schema={sendRegistrationLink.input}
            fixed={{ organizationId }}
            initial={{ personId: people[0]!.id, families: families.map(({ key }) => key) }}
            guard={false}
            send={send.mutateAsync}
            onSent={({ name, email }) => {
              told(t('The link is on its way to {name}, {email}', { name, email }))
              onClose()
            }}
          >
            <Muted small>
              {t('The link works once and for 30 days, without a login. What comes by it is a claim like any other.')}
            </Muted>
            <SelectField
              name="personId"
              label={t('To')}
              options={people.map(({ id, name, email }) => ({ value: id, label: `${name} · ${email}` }))}
            />
            <MultiSelectField
              name="families"
              label={t('For which products')}
              options={families.map(({ key, name }) => ({ value: key, label: name }))}
            />
            <TextField
              name="customerName"
              label={t('Customer')}
              hint={t('Only if it is known already; the link is then good for this customer alone.')}
            />
            <Columns>
              <TextField name="customerDomain" label={t('Website')} />
              <CountryField name="country" label={t('Country')} />
            </Columns>
            <TextAreaField name="note" label={t('A few words')} rows={2} />
            <SubmitBar label={t('Send the link')} onCancel={onClose} />
          </Form>
        )
      }
    </Ready>
  )
}
