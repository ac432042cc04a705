import { createRegistration, readRegistrationForm, submitRegistration } from '@hansa/contract/own-registrations'
import type { OwnRegistrationRecord } from '@hansa/contract/registrations'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import { ask, call } from '../api.ts'
import { MultiSelectField } from '../kit/choices.tsx'
import { CountryField } from '../kit/CountryField.tsx'
import { DateField, SubmitBar, SwitchField, TextAreaField, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Muted, Stack } from '../kit/layout.tsx'
import { MoneyField } from '../kit/MoneyField.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { told } from '../kit/toast.ts'
import { portalPaths } from '../paths.ts'
import { common } from './currencies.ts'
import { DraftKeeper } from './draft-keeper.ts'
import { claimFields, SaveDraft } from './SaveDraft.tsx'
import { today } from './words.ts'

const written = (draft: OwnRegistrationRecord | undefined) =>
  draft && Object.fromEntries(claimFields.map((field) => [field, draft[field] ?? undefined]))

/** The claim, written in one go or over several days: what is typed is saved by itself, and sent when it is complete. */
export function RegistrationForm({ draft }: { draft?: OwnRegistrationRecord }) {
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [keeper] = useState(() => new DraftKeeper(draft && { id: draft.id, version: draft.version }))
  const send = async (claim: z.input<typeof createRegistration.input>) =>
    call(submitRegistration, await keeper.keep(claim))
  return (
    <Ready query={useQuery(ask(readRegistrationForm, {}))}>
      {(form) => (
        <Form
          schema={createRegistration.input}
          initial={{ families: form.families.length === 1 ? [form.families[0]!.key] : [], ...written(draft) }}
          send={send}
          guard={false}
          onSent={(it) => {
            told(t('Sent: it has its place'))
            void cache.invalidateQueries()
            void navigate({ to: portalPaths.registration(it.id) })
          }}
        >
          <Stack gap="lg">
            <Section title={t('The customer')} boxed>
              <Stack>
                <TextField name="customerName" label={t('Legal name')} />
                <Columns>
                  <TextField
                    name="customerDomain"
                    label={t('Website')}
                    hint={t('It tells companies of one name apart.')}
                  />
                  <CountryField name="country" label={t('Country')} />
                </Columns>
                <Columns>
                  <TextField name="contactName" label={t('Whom you speak to')} />
                  <TextField name="contactEmail" label={t('Their e-mail')} />
                </Columns>
                <SwitchField name="isPublicSector" label={t('A public body')} />
              </Stack>
            </Section>
            <Section title={t('The opportunity')} boxed>
              <Stack>
                <MultiSelectField
                  name="families"
                  label={t('Products')}
                  options={form.families.map(({ key, name }) => ({ value: key, label: name }))}
                />
                <Columns>
                  <MoneyField
                    name="value"
                    label={t('Value')}
                    currencies={[form.currency, ...common.filter((each) => each !== form.currency)]}
                  />
                  <DateField name="expectedCloseOn" label={t('Expected close')} min={today()} />
                </Columns>
              </Stack>
            </Section>
            <Section title={t('What you did yourself')} boxed>
              <Stack>
                <TextAreaField name="evidence" label={t('Your activity with this customer')} rows={3} />
                <DateField name="evidenceOn" label={t('On which day')} max={today()} />
              </Stack>
            </Section>
            <Muted small>
              {t('It is decided within {review} business days. Once approved you are protected for {days} days.', {
                review: form.reviewDays,
                days: form.protectionDays,
              })}
            </Muted>
            <Stack gap="xs">
              <SubmitBar label={t('Send the claim')} />
              <SaveDraft keeper={keeper} />
            </Stack>
          </Stack>
        </Form>
      )}
    </Ready>
  )
}
