import { countAudience, draftAnnouncement, updateAnnouncement, type Announcement } from '@hansa/contract/announcements'
import { listPartnerOptions, partnerTypes } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ask, call, useSend } from '../api.ts'
import { MultiSelectField, optionsOf } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, SwitchField, TextAreaField, TextField } from '../kit/fields.tsx'
import { Form, useFormState } from '../kit/Form.tsx'
import { countryText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Muted } from '../kit/layout.tsx'
import { told } from '../kit/toast.ts'
import { paths } from '../paths.ts'
import { useEdit } from '../useEdit.tsx'

/** Writes an announcement, as a draft. */
export function NewAnnouncement({ onClose }: { onClose: () => void }) {
  const { mutateAsync } = useSend(draftAnnouncement)
  const navigate = useNavigate()
  return (
    <Dialog opened wide title={t('New announcement')} onClose={onClose}>
      <Form
        schema={draftAnnouncement.input}
        initial={{ audience: { types: [], tiers: [], countries: [] } }}
        send={mutateAsync}
        guard={false}
        onSent={(one: Announcement) => {
          told(t('Draft kept'))
          void navigate({ to: paths.announcement(one.id) })
        }}
      >
        <Fields />
        <SubmitBar label={t('Keep draft')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}

export function EditAnnouncement({ announcement, onClose }: { announcement: Announcement; onClose: () => void }) {
  const { send, overtaken } = useEdit(updateAnnouncement)
  const { id, version, title, body, audience, byMail } = announcement
  return (
    <Dialog opened wide title={t('Edit announcement')} onClose={onClose}>
      <Form
        key={version}
        schema={updateAnnouncement.input}
        initial={{ title, body, audience, byMail }}
        fixed={{ id, version }}
        send={send}
        guard={false}
        onSent={() => {
          told(t('Draft kept'))
          onClose()
        }}
      >
        {overtaken}
        <Fields />
        <SubmitBar label={t('Keep draft')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}

function Fields() {
  const options = useQuery(ask(listPartnerOptions, {})).data
  return (
    <>
      <TextField name="title" label={t('Title')} />
      <TextAreaField name="body" label={t('Text')} rows={8} />
      <MultiSelectField name="audience.types" label={t('Partner types')} options={optionsOf(partnerTypes)} />
      <MultiSelectField
        name="audience.tiers"
        label={t('Tiers')}
        options={(options?.tiers ?? []).map(({ value }) => ({ value, label: value }))}
      />
      <MultiSelectField
        name="audience.countries"
        label={t('Countries')}
        options={(options?.countries ?? []).map(({ value }) => ({ value, label: countryText(value) }))}
      />
      <Reach />
      <SwitchField
        name="byMail"
        label={t('Send it by mail, too')}
        hint={t('To the people of these partners, except those who want no mails.')}
      />
    </>
  )
}

/** How many an announcement would reach, as the form stands. */
function Reach() {
  const { value } = useFormState()
  const of = <T,>(name: string) => (value(`audience.${name}`) ?? []) as T[]
  const audience = { types: of<never>('types'), tiers: of<string>('tiers'), countries: of<string>('countries') }
  const reach = useQuery({
    queryKey: [countAudience.path, audience],
    queryFn: ({ signal }) => call(countAudience, { audience }, { signal }),
  }).data
  return (
    <Muted small>
      {reach
        ? t('Today it reaches {partners}, and there {people}.', {
            partners: t('{count, number} partners', {
              count: reach.partners,
              defaultValue_one: '{count, number} partner',
            }),
            people: t('{count, number} people', { count: reach.people, defaultValue_one: '{count, number} person' }),
          })
        : t('Counting …')}
    </Muted>
  )
}
