import { createRegistration, readRegistrationForm, submitRegistration } from '@hansa/contract/own-registrations'
import { registrationKinds, type OwnRegistrationRecord } from '@hansa/contract/registrations'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { z } from 'zod'
import { ask, call } from '../api.ts'
import { MultiSelectField, optionsOf, SelectField } from '../kit/choices.tsx'
import { DateField, SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { commonCurrencies } from '../kit/format.ts'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Muted, Stack } from '../kit/layout.tsx'
import { MoneyField } from '../kit/MoneyField.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { told } from '../kit/toast.ts'
import { portalPaths } from '../paths.ts'
import { CustomerFields, type ClaimFormFacts } from './ClaimFields.tsx'
import { DraftKeeper } from './draft-keeper.ts'
import { ReadyFiles } from './RegistrationFiles.tsx'
import { claimFields, SaveDraft, useWritten } from './SaveDraft.tsx'
import { today } from './words.ts'

const kinds = optionsOf(registrationKinds)

const written = (draft: OwnRegistrationRecord) =>
  Object.fromEntries(claimFields.map((field) => [field, draft[field] ?? undefined]))

/** What most claims say. */
const defaults = ({ families, territories, country }: ClaimFormFacts) => ({
  kind: 'new' as const,
  families: families.length === 1 ? [families[0]!.key] : [],
  country: territories.length === 0 || territories.includes(country ?? '') ? (country ?? undefined) : territories[0],
  evidenceOn: today(),
})

/** The claim, written in one go or over several days: what is typed is saved by itself, and sent when it is complete. */
export function RegistrationForm({ draft }: { draft?: OwnRegistrationRecord }) {
  const navigate = useNavigate()
  const cache = useQueryClient()
  const [keeper] = useState(() => new DraftKeeper(draft && { id: draft.id, version: draft.version }))
  const send = async (claim: z.input<typeof createRegistration.input>) => {
    const sent = await call(submitRegistration, await keeper.keep(claim))
    keeper.finish()
    return sent
  }
  return (
    <Ready query={useQuery(ask(readRegistrationForm, {}))}>
      {(form) => (
        <ByKeyboard>
          <Form
            schema={createRegistration.input}
            initial={draft ? written(draft) : defaults(form)}
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
                <CustomerFields customers={form.customers} />
              </Section>
              <Section title={t('The opportunity')} boxed>
                <Stack>
                  <SelectField
                    name="kind"
                    label={t('Kind')}
                    options={kinds}
                    hint={t('A renewal belongs to the partner that won the last business with this customer.')}
                  />
                  <MultiSelectField
                    name="families"
                    label={t('Products')}
                    options={form.families.map(({ key, name }) => ({ value: key, label: name }))}
                  />
                  <Columns>
                    <MoneyField
                      name="value"
                      label={t('Value')}
                      currencies={[form.currency, ...commonCurrencies.filter((each) => each !== form.currency)]}
                    />
                    <DateField name="expectedCloseOn" label={t('Expected close')} min={today()} />
                  </Columns>
                </Stack>
              </Section>
              <Section title={t('What you did yourself')} boxed>
                <Stack>
                  <TextAreaField name="evidence" label={t('Your activity with this customer')} rows={3} />
                  <DateField name="evidenceOn" label={t('On which day')} max={today()} />
                  <EvidenceFiles keeper={keeper} id={draft?.id} />
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
                <Muted small>{t('Ctrl and Enter send it from any field.')}</Muted>
                <SaveDraft keeper={keeper} />
              </Stack>
            </Stack>
          </Form>
        </ByKeyboard>
      )}
    </Ready>
  )
}

/** The first field has the focus; Ctrl and Enter send from anywhere. */
function ByKeyboard({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const form = place.current?.querySelector('form')
    form?.querySelector<HTMLElement>('input')?.focus()
    const send = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      form?.requestSubmit()
    }
    form?.addEventListener('keydown', send)
    return () => form?.removeEventListener('keydown', send)
  }, [])
  return <div ref={place}>{children}</div>
}

/** Evidence as files; the draft is kept before the first one. */
function EvidenceFiles({ keeper, id }: { keeper: DraftKeeper; id: string | undefined }) {
  const written = useWritten()
  const begin = async () => (await keeper.keepWhatFits(written)).id
  return <ReadyFiles door="portal" id={id} begin={begin} label={t('Add a file as evidence')} />
}
