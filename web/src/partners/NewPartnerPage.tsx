import { listOrganizations, readOrganization } from '@hansa/contract/organizations'
import { createPartner } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { ask, call, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { MultiSelectField, RecordPicker, type Option } from '../kit/choices.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form, useField } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { valueOf } from '../kit/query.ts'
import { told } from '../kit/toast.ts'
import { useUrl } from '../kit/useUrl.ts'
import { paths } from '../paths.ts'
import { AddOrganization } from './AddOrganization.tsx'
import { DatedFields, StandingFields } from './StandingFields.tsx'
import { typeOptions } from './words.ts'

/** Begins a partnership: with an organization that is there, or one that is added on the way. */
export function NewPartnerPage() {
  const id = valueOf(useUrl().query, 'organization')
  const given = useQuery({ ...ask(readOrganization, { id: id ?? '' }), enabled: id !== undefined }).data
  const [added, setAdded] = useState<Option>()
  const [adding, setAdding] = useState(false)
  const chosen = added ?? (given && { value: given.id, label: given.name })
  const navigate = useNavigate()
  const send = useSend(createPartner)
  return (
    <Page
      title={t('New partner')}
      width="text"
      crumbs={[{ label: t('Partners'), to: paths.partners() }]}
      actions={<Button onClick={() => setAdding(true)}>{t('Add organization')}</Button>}
    >
      <Form
        schema={createPartner.input}
        initial={{ stage: 'active' }}
        send={send.mutateAsync}
        onSent={(partner) => {
          told(t('Partnership with {name} recorded', { name: partner.name }))
          void navigate({ to: paths.partner(partner.organizationId) })
        }}
      >
        <OrganizationField key={chosen?.value} chosen={chosen} />
        <MultiSelectField name="types" label={t('Types')} options={typeOptions} />
        <StandingFields />
        <DatedFields />
        <Section title={t('How it came')}>
          <Columns>
            <TextField name="origin" label={t('Came through')} hint={t('The channel.')} />
            <TextField name="campaign" label={t('Campaign')} />
            <TextField name="recruiter" label={t('Recruited by')} />
          </Columns>
        </Section>
        <SubmitBar label={t('Begin partnership')} onCancel={() => void navigate({ to: paths.partners() })} />
      </Form>
      <AddOrganization
        opened={adding}
        onClose={() => setAdding(false)}
        onAdded={(organization) => setAdded({ value: organization.id, label: organization.name })}
      />
    </Page>
  )
}

const find = async (q: string) => {
  const { items } = await call(listOrganizations, { ...(q && { q }), partner: 'no', limit: 10 })
  return items.map((it) => ({ value: it.id, label: it.domain ? `${it.name} · ${it.domain}` : it.name }))
}

/** `key` it by what was chosen outside of the form: then that is the field's value. */
function OrganizationField({ chosen }: { chosen: Option | undefined }) {
  const { set } = useField<string>('organizationId')
  const put = useRef(set)
  const id = chosen?.value
  useEffect(() => {
    if (id !== undefined) put.current(id)
  }, [id])
  return <RecordPicker name="organizationId" label={t('Organization')} find={find} chosen={chosen} />
}
