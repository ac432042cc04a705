import { grantCertification, listCertifications } from '@hansa/contract/enablement'
import { listPeople } from '@hansa/contract/organizations'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, call, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { RecordPicker } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { DateField, SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { SuggestField } from '../kit/SuggestField.tsx'
import { told } from '../kit/toast.ts'
import { useMay } from '../me.ts'
import { today } from './words.tsx'

/** Records that a partner, or one of its people, was certified. */
export function GrantCertification({ organizationId }: { organizationId: string }) {
  const [open, setOpen] = useState(false)
  const send = useSend(grantCertification)
  const known = useQuery({ ...ask(listCertifications, { limit: 200 }), enabled: open }).data?.items ?? []
  const close = () => setOpen(false)
  const findPerson = async (q: string) =>
    (await call(listPeople, { organizationId, ...(q && { q }), limit: 10 })).items.map((person) => ({
      value: person.id,
      label: person.name,
    }))
  return (
    <>
      <Button small may={useMay('enablement.write')} onClick={() => setOpen(true)}>
        {t('Record certification')}
      </Button>
      <Dialog opened={open} title={t('Record a certification')} onClose={close}>
        <Form
          schema={grantCertification.input}
          initial={{ grantedOn: today() }}
          fixed={{ organizationId }}
          send={send.mutateAsync}
          guard={false}
          onSent={() => {
            told(t('Certification recorded'))
            close()
          }}
        >
          <SuggestField
            name="name"
            label={t('Certification')}
            options={known.map((one) => ({ value: one.name, label: one.name }))}
          />
          <RecordPicker
            name="personId"
            label={t('Person')}
            hint={t('None, if the partner as a whole holds it.')}
            find={findPerson}
          />
          <Columns>
            <DateField name="grantedOn" label={t('Granted on')} max={today()} />
            <DateField name="expiresOn" label={t('Expires on')} hint={t('The last valid day.')} />
          </Columns>
          <SubmitBar label={t('Record certification')} onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
