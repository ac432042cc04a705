import { readApplicationForm, submitApplication, uploadApplicationFile } from '@hansa/contract/apply'
import { partnerTypes } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { ApiError, call } from '../api.ts'
import { MultiSelectField, optionsOf } from '../kit/choices.tsx'
import { Prose } from '../kit/Conversation.tsx'
import { CountryField } from '../kit/CountryField.tsx'
import { Decoy } from '../kit/Decoy.tsx'
import { Door } from '../kit/Door.tsx'
import { NumberField, SubmitBar, TextField } from '../kit/fields.tsx'
import { FileDrop } from '../kit/FileDrop.tsx'
import { Form } from '../kit/Form.tsx'
import { rich, t } from '../kit/language.tsx'
import { Columns, Muted, Stack } from '../kit/layout.tsx'
import { Failed, Loading } from '../kit/State.tsx'
import { work } from './proof-of-work.ts'
import { answersOf, schemaOf } from './question-schema.ts'
import { QuestionField } from './QuestionField.tsx'

type ApplicationForm = z.output<typeof readApplicationForm.output>

/** The public application form of a programme: anybody may send it, once it is open. */
export function ApplyPage({ slug }: { slug: string }) {
  const query = useQuery({
    queryKey: ['apply', slug],
    queryFn: ({ signal }) => call(readApplicationForm, { slug }, { signal }),
    retry: false,
    // A form that is open in the browser keeps its pass and what was typed.
    staleTime: Infinity,
  })
  const [sentTo, setSentTo] = useState<string>()
  if (query.isPending) return <Loading />
  if (!query.data)
    return query.error instanceof ApiError && query.error.code === 'missing' ? (
      <Door title={t('There is no form here')}>
        <p>{t('The address is not, or no longer, that of an application form. Ask whoever gave it to you.')}</p>
      </Door>
    ) : (
      <Door title={t('The form could not be loaded')}>
        <Failed error={query.error} retry={() => void query.refetch()} />
      </Door>
    )
  const form = query.data
  if (sentTo !== undefined) return <Sent form={form} email={sentTo} />
  return form.open ? (
    <Open slug={slug} form={form} onSent={setSentTo} />
  ) : (
    <Door title={form.programme} lead={form.ecosystem}>
      <p>{t('Applications are closed at present. Come back later, or write to us.')}</p>
    </Door>
  )
}

const Sent = ({ form, email }: { form: ApplicationForm; email: string }) => (
  <Door title={t('Thank you')} lead={form.programme}>
    <Stack>
      <output>{rich('We have sent an e-mail to {email}.', { email: <strong>{email}</strong> })}</output>
      <p>
        {t('Open the link in it to confirm your address. It also shows you at any time how your application stands.')}
      </p>
      <Muted small>{t('Nothing there after some minutes? Look into the folder for unwanted mail.')}</Muted>
    </Stack>
  </Door>
)

interface Upload {
  readonly file: File
  readonly fileId: string | null
  readonly problem: string | null
}

function Open({ slug, form, onSent }: { slug: string; form: ApplicationForm; onSent: (email: string) => void }) {
  const { pass, workBits, questions, documents, types } = form
  const [schema] = useState(() => schemaOf(questions))
  // Begun with the page: it is done long before somebody has filled in the form.
  const [solved] = useState(() => work(pass, workBits))
  const [uploads, setUploads] = useState<Readonly<Record<string, Upload>>>({})
  const keep = (key: string, upload: Upload) => setUploads((now) => ({ ...now, [key]: upload }))
  const upload = async (key: string, file: File) => {
    keep(key, { file, fileId: null, problem: null })
    try {
      const passed = { slug, pass, work: await solved }
      const { fileId } = await call(uploadApplicationFile, { ...passed, fileName: file.name.slice(0, 200) }, { file })
      keep(key, { file, fileId, problem: null })
    } catch (error) {
      keep(key, { file, fileId: null, problem: (error as Error).message })
    }
  }
  const drop = ({
    key,
    label,
    help = '',
    required,
  }: {
    key: string
    label: string
    help?: string
    required: boolean
  }) => (
    <FileDrop
      key={key}
      label={required ? t('{label} (needed)', { label }) : label}
      hint={help || t('One file, up to 10 MB')}
      file={uploads[key]?.file ?? null}
      problem={uploads[key]?.problem ?? null}
      onFile={(file) => void upload(key, file)}
    />
  )
  const send = async (values: z.input<typeof schema>) =>
    call(submitApplication, {
      ...values,
      slug,
      pass,
      work: await solved,
      answers: answersOf(questions, values.answers),
      documents: Object.entries(uploads).flatMap(([key, { fileId }]) => (fileId ? [{ key, fileId }] : [])),
    })
  return (
    <Door wide title={t('Apply to {programme}', { programme: form.programme })} lead={form.ecosystem}>
      <Stack>
        {form.introduction && <Prose text={form.introduction} />}
        <Form schema={schema} initial={{ answers: {} }} send={send} onSent={({ email }) => onSent(email)}>
          <Columns min={240}>
            <TextField name="company" label={t('Company')} autoComplete="organization" />
            <TextField name="website" label={t('Website')} type="url" autoComplete="url" />
            <CountryField name="country" label={t('Country')} />
            <TextField name="city" label={t('City')} autoComplete="address-level2" />
            <TextField name="industry" label={t('Industry')} />
            <NumberField name="employees" label={t('Employees')} min={0} />
            <TextField name="contact" label={t('Your name')} autoComplete="name" />
            <TextField name="title" label={t('Your role')} autoComplete="organization-title" />
            <TextField
              name="email"
              label={t('Your e-mail')}
              type="email"
              autoComplete="email"
              hint={t('At your company: it is checked against the website.')}
            />
            <TextField name="phone" label={t('Phone')} type="tel" autoComplete="tel" />
          </Columns>
          {types.length > 0 && (
            <MultiSelectField
              name="types"
              label={t('You apply as')}
              options={optionsOf(partnerTypes).filter(({ value }) => types.some((type) => type === value))}
            />
          )}
          {questions.map((question) =>
            question.kind === 'file' ? drop(question) : <QuestionField key={question.key} question={question} />,
          )}
          {documents.map(drop)}
          <Decoy name="fax" label={t('Leave this empty')} />
          <SubmitBar label={t('Send application')} />
        </Form>
      </Stack>
    </Door>
  )
}
