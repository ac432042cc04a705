import { readSetUp, setUp, type SetUpState } from '@hansa/contract/identity'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
import { ask, useSend } from '../api.ts'
import { SelectField } from '../kit/choices.tsx'
import { Door } from '../kit/Door.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form, useField } from '../kit/Form.tsx'
import { Ready } from '../kit/Ready.tsx'
import { t } from '../kit/language.tsx'
import { paths } from '../paths.ts'
import { NewPassword } from './NewPassword.tsx'
import { currencyOptions, timeZoneOptions } from './places.ts'

/** The first page of a new Hansa: the ecosystem, its first administrator, and what to start with. */
export function SetUpPage() {
  const navigate = useNavigate()
  const cache = useQueryClient()
  const send = useSend(setUp)
  return (
    <Ready query={useQuery(ask(readSetUp, {}))}>
      {({ needed, codeNeeded, samples }) =>
        !needed ? (
          <Navigate to={paths.signIn()} replace />
        ) : (
          <Door
            title={t('Set up your ecosystem')}
            lead={t('An ecosystem is your programme with all its organizations. You become its first administrator.')}
          >
            <Form
              schema={setUp.input}
              initial={{ currency: 'EUR', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, sample: 'none' }}
              send={send.mutateAsync}
              guard={false}
              onSent={() => {
                cache.clear()
                void navigate({ to: paths.home() })
              }}
            >
              {codeNeeded && (
                <TextField name="code" label={t('Set-up code')} hint={t('Hansa printed it when it started.')} />
              )}
              <TextField name="ecosystemName" label={t('Name of the ecosystem')} autoComplete="organization" />
              <SelectField
                name="currency"
                label={t('Currency')}
                options={currencyOptions()}
                hint={t('What figures are shown in.')}
              />
              <SelectField
                name="timeZone"
                label={t('Time zone')}
                options={timeZoneOptions()}
                hint={t('Where days and weeks begin and end.')}
              />
              <TextField name="name" label={t('Your name')} autoComplete="name" />
              <TextField name="email" label={t('Your e-mail')} type="email" autoComplete="username" />
              <NewPassword label={t('Password')} />
              <SampleField samples={samples} />
              <SubmitBar label={t('Create ecosystem')} />
            </Form>
          </Door>
        )
      }
    </Ready>
  )
}

/** What to start with, and a sentence about what is chosen. */
function SampleField({ samples }: { samples: SetUpState['samples'] }) {
  const { value } = useField<string>('sample')
  const chosen = samples.find((sample) => sample.key === value)
  return (
    <SelectField
      name="sample"
      label={t('Start with')}
      options={[
        { value: 'none', label: t('Nothing: I import my own data') },
        ...samples.map((sample) => ({ value: sample.key, label: t(sample.title) })),
      ]}
      hint={t(chosen?.summary ?? 'An example to look around in can be loaded only now.')}
    />
  )
}
