import { endCertification, updateCertification, type Certification } from '@hansa/contract/enablement'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { Dialog } from '../kit/Dialog.tsx'
import { DateField, SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { Menu } from '../kit/Menu.tsx'
import { told } from '../kit/toast.ts'
import { today } from './words.tsx'

/** What can be done with one certification: correct or renew it, end it. */
export function CertificationActs({ certification }: { certification: Certification }) {
  const [open, setOpen] = useState<'edit' | 'end'>()
  const close = () => setOpen(undefined)
  const { name, may } = certification
  return (
    <>
      <Menu
        label={t('Acts on {name}', { name })}
        items={[
          [
            { label: t('Renew or correct'), may: may['edit'], onClick: () => setOpen('edit') },
            { label: t('End'), may: may['end'], onClick: () => setOpen('end') },
          ],
        ]}
      />
      <Dialog opened={open === 'edit'} title={t('Renew or correct {name}', { name })} onClose={close}>
        <Edit certification={certification} onDone={close} />
      </Dialog>
      <Dialog opened={open === 'end'} title={t('End {name}', { name })} onClose={close}>
        <End certification={certification} onDone={close} />
      </Dialog>
    </>
  )
}

interface Act {
  certification: Certification
  onDone: () => void
}

function Edit({ certification: { id, version, name, grantedOn, expiresOn }, onDone }: Act) {
  const send = useSend(updateCertification)
  return (
    <Form
      schema={updateCertification.input}
      initial={{ name, grantedOn, expiresOn }}
      fixed={{ id, version }}
      send={send.mutateAsync}
      guard={false}
      onSent={() => {
        told(t('Certification saved'))
        onDone()
      }}
    >
      <TextField name="name" label={t('Certification')} />
      <Columns>
        <DateField name="grantedOn" label={t('Granted on')} max={today()} />
        <DateField name="expiresOn" label={t('Expires on')} hint={t('The last valid day.')} />
      </Columns>
      <SubmitBar label={t('Save')} onCancel={onDone} />
    </Form>
  )
}

function End({ certification: { id, version }, onDone }: Act) {
  const send = useSend(endCertification)
  return (
    <Form
      schema={endCertification.input}
      fixed={{ id, version }}
      send={send.mutateAsync}
      guard={false}
      onSent={() => {
        told(t('Certification ended'))
        onDone()
      }}
    >
      <TextField name="reason" label={t('Reason')} hint={t('The partner sees it.')} />
      <DateField
        name="endedOn"
        label={t('Ended on')}
        hint={t('Today, if left empty. The first day on which it is not valid.')}
        max={today()}
      />
      <SubmitBar label={t('End certification')} onCancel={onDone} />
    </Form>
  )
}
