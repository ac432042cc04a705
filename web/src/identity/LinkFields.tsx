import type { Link } from '@hansa/contract/links'
import { MultiSelectField, SelectField, TagsField } from '../kit/choices.tsx'
import { CountryField } from '../kit/CountryField.tsx'
import { DateField, NumberField, SwitchField, TextAreaField, TextField } from '../kit/fields.tsx'
import { commonCurrencies, wordsOf } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { MoneyField } from '../kit/MoneyField.tsx'

/** What is read of a field's JSON Schema. */
interface FieldSchema {
  title?: string
  description?: string
  type?: string
  format?: string
  maxLength?: number
  pattern?: string
  properties?: Readonly<Record<string, FieldSchema>>
  enum?: readonly string[]
  items?: FieldSchema
  anyOf?: readonly FieldSchema[]
}

/** A field for each thing that remains to be filled, chosen by its schema. */
export function LinkFields({ schema }: { schema: Link['schema'] }) {
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, FieldSchema>)
  return fields.map(([name, field]) => <Field key={name} name={name} schema={field} />)
}

const longText = 300

function Field({ name, schema }: { name: string; schema: FieldSchema }) {
  const { type, format, maxLength, items, pattern, properties, ...more } =
    schema.anyOf?.find((one) => one.type !== 'null') ?? schema
  const { title = more.title, description = more.description } = schema
  const shared = { name, label: title ? t(title) : wordsOf(name), ...(description && { hint: t(description) }) }
  const options = (values: readonly string[]) => values.map((value) => ({ value, label: wordsOf(value) }))
  if (more.enum) return <SelectField {...shared} options={options(more.enum)} />
  if (type === 'boolean') return <SwitchField {...shared} />
  if (type === 'integer' || type === 'number')
    return <NumberField {...shared} {...(type === 'number' && { decimals: 2 })} />
  if (type === 'array')
    return items?.enum ? <MultiSelectField {...shared} options={options(items.enum)} /> : <TagsField {...shared} />
  if (pattern === '^[A-Z]{2}$') return <CountryField {...shared} />
  if (properties?.['amount'] && properties['currency']) return <MoneyField {...shared} currencies={commonCurrencies} />
  if (format === 'date') return <DateField {...shared} />
  if (format === 'email') return <TextField {...shared} type="email" />
  return (maxLength ?? 0) > longText ? <TextAreaField {...shared} rows={6} /> : <TextField {...shared} />
}
