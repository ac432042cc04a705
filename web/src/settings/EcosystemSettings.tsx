import { readMe, updateEcosystem, type Ecosystem } from '@hansa/contract/identity'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { SelectField } from '../kit/choices.tsx'
import { Facts } from '../kit/Facts.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { told } from '../kit/toast.ts'
import { currencyOptions, timeZoneOptions } from '../identity/places.ts'
import { useMay } from '../me.ts'
import { useEdit } from '../useEdit.tsx'

/** The ecosystem's name, the currency its figures are shown in, and where its days begin. */
export const EcosystemSettings = () => (
  <Ready query={useQuery(ask(readMe, {}))}>{({ ecosystem }) => <Shown ecosystem={ecosystem} />}</Ready>
)

const input = updateEcosystem.input.required()

function Shown({ ecosystem }: { ecosystem: Ecosystem }) {
  const may = useMay('ecosystem.manage')
  const { send, overtaken } = useEdit(updateEcosystem)
  const { name, currency, timeZone, version } = ecosystem
  if (may !== true)
    return (
      <Section lead={may}>
        <Facts
          items={[
            { label: t('Name'), value: name },
            { label: t('Currency'), value: currency },
            { label: t('Time zone'), value: timeZone },
          ]}
        />
      </Section>
    )
  return (
    <Form
      key={version}
      schema={input}
      initial={{ name, currency, timeZone }}
      fixed={{ version }}
      send={send}
      onSent={() => told(t('Settings saved'))}
    >
      {overtaken}
      <Columns min={260}>
        <TextField name="name" label={t('Name')} hint={t('Shown to everyone who works here.')} />
        <SelectField
          name="currency"
          label={t('Currency')}
          hint={t('What figures are shown in.')}
          options={currencyOptions()}
        />
        <SelectField
          name="timeZone"
          label={t('Time zone')}
          hint={t('Where days begin and end.')}
          options={timeZoneOptions()}
        />
      </Columns>
      <SubmitBar label={t('Save settings')} />
    </Form>
  )
}
