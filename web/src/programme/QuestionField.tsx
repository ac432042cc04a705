import type { Question } from '@hansa/contract/programme'
import { CountryField } from '../kit/CountryField.tsx'
import { MultiSelectField, SelectField } from '../kit/choices.tsx'
import { NumberField, SwitchField, TextAreaField, TextField } from '../kit/fields.tsx'

/** The field for a question of an application form; files have their own. */
export function QuestionField({ question }: { question: Question }) {
  const { key, kind, label, help, choices } = question
  const shared = { name: `answers.${key}`, label, ...(help && { hint: help }) }
  const options = choices.map((choice) => ({ value: choice, label: choice }))
  if (kind === 'choice') return <SelectField {...shared} options={options} />
  if (kind === 'several') return <MultiSelectField {...shared} options={options} />
  if (kind === 'number') return <NumberField {...shared} decimals={2} />
  if (kind === 'yes_no') return <SwitchField {...shared} />
  if (kind === 'country') return <CountryField {...shared} />
  if (kind === 'long_text') return <TextAreaField {...shared} />
  return <TextField {...shared} />
}
