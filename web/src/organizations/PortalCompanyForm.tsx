import { updateCompany, type Company, type CompanyField } from '@hansa/contract/company'
import type { ReactNode } from 'react'
import { TagsField } from '../kit/choices.tsx'
import { CountryField } from '../kit/CountryField.tsx'
import { NumberField, SubmitBar, TextAreaField, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import type { FieldProps } from '../kit/input.ts'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { told } from '../kit/toast.ts'
import { useEdit } from '../useEdit.tsx'
import { factText, fieldName } from './suggestions.tsx'

/** How each fact is written. The long ones take a line of their own. */
const inputs: Record<CompanyField, { long?: true; field: (props: FieldProps) => ReactNode }> = {
  name: { field: (props) => <TextField {...props} /> },
  website: { field: (props) => <TextField {...props} type="url" /> },
  country: { field: (props) => <CountryField {...props} /> },
  city: { field: (props) => <TextField {...props} /> },
  industry: { field: (props) => <TextField {...props} /> },
  employees: { field: (props) => <NumberField {...props} min={0} /> },
  aliases: { long: true, field: (props) => <TagsField {...props} /> },
  description: { long: true, field: (props) => <TextAreaField {...props} rows={4} /> },
}

/** The facts that a partner may change, or suggest to change. */
export function PortalCompanyForm({ company, fields }: { company: Company; fields: readonly CompanyField[] }) {
  const { send, overtaken } = useEdit(updateCompany)
  const suggests = fields.some((field) => company.rights[field] === 'suggest')
  const show = (field: CompanyField) => {
    const hint = hintOf(company, field)
    return <div key={field}>{inputs[field].field({ name: field, label: fieldName(field), ...(hint && { hint }) })}</div>
  }
  return (
    <Form
      schema={updateCompany.input}
      initial={Object.fromEntries(fields.map((field) => [field, company.facts[field]]))}
      fixed={{ version: company.version }}
      send={send}
      onSent={({ suggestions }) =>
        told(
          suggestions.some(({ state }) => state === 'open')
            ? t('Saved. What needs approval waits for the vendor.')
            : t('Company saved'),
        )
      }
    >
      {overtaken}
      <Columns min={260}>{fields.filter((field) => !inputs[field].long).map(show)}</Columns>
      {fields.filter((field) => inputs[field].long).map(show)}
      {suggests && (
        <TextAreaField
          name="note"
          label={t('Note to the vendor')}
          rows={2}
          hint={t('Goes along with what needs approval.')}
        />
      )}
      <SubmitBar label={t('Save company')} />
    </Form>
  )
}

function hintOf({ rights, suggestions }: Company, field: CompanyField): string | undefined {
  if (rights[field] !== 'suggest') return undefined
  const waiting = suggestions.find((it) => it.field === field && it.state === 'open')
  return waiting
    ? t('Waits for approval: {value}', { value: factText(field, waiting.value) ?? t('to be emptied') })
    : t('A change needs the vendor’s approval.')
}
