import {
  companyFields,
  CompanyField,
  fieldRights,
  FieldRight,
  readCompanyRights,
  updateCompanyRights,
  type CompanyRights as Rights,
} from '@hansa/contract/company'
import { useQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { ask } from '../api.ts'
import { SelectField } from '../kit/choices.tsx'
import { Facts } from '../kit/Facts.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { told } from '../kit/toast.ts'
import { useMay } from '../me.ts'
import { useEdit } from '../useEdit.tsx'

const names = CompanyField.options
const options = FieldRight.options.map((right) => ({ value: right, label: t(fieldRights[right].name) }))
/** One field of the form for each fact. */
const fields = z.object(Object.fromEntries(names.map((name) => [name, FieldRight])))

/** What partners may do with each fact of their own companies. */
export const CompanyRights = () => (
  <Section
    title={t('What partners do with the facts of their companies')}
    lead={FieldRight.options
      .map((right) => `${t(fieldRights[right].name)}: ${t(fieldRights[right].meaning)}`)
      .join(' ')}
  >
    <Ready query={useQuery(ask(readCompanyRights, {}))}>{(it) => <Shown it={it} />}</Ready>
  </Section>
)

function Shown({ it: { rights, version } }: { it: Rights }) {
  const may = useMay('ecosystem.manage')
  const { send, overtaken } = useEdit(updateCompanyRights)
  if (may !== true)
    return (
      <Facts
        items={names.map((name) => ({ label: t(companyFields[name]), value: t(fieldRights[rights[name]].name) }))}
      />
    )
  return (
    <Form
      key={version}
      schema={fields}
      initial={rights}
      send={(chosen) => send({ version, rights: chosen })}
      onSent={() => told(t('Rights saved'))}
    >
      {overtaken}
      <Columns min={180}>
        {names.map((name) => (
          <SelectField key={name} name={name} label={t(companyFields[name])} options={options} />
        ))}
      </Columns>
      <SubmitBar label={t('Save rights')} />
    </Form>
  )
}
