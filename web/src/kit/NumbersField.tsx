import { MultiSelect, TagsInput } from '@mantine/core'
import { useInput, type FieldProps } from './input.ts'
import { t } from './language.tsx'

/** Several numbers: Enter or a comma ends one. `percent`: shares between 0 and 1, written as per cent. */
export function NumbersField({ percent = false, ...field }: FieldProps & { percent?: boolean }) {
  const { value, set, shared } = useInput<number[]>(field)
  const shown = (value ?? []).map((one) => (percent ? `${Math.round(one * 1000) / 10}%` : String(one)))
  const read = (text: string) => {
    const number = Number(text.replace('%', '').replace(',', '.').trim())
    if (text.trim() === '' || Number.isNaN(number)) return []
    return [percent ? Math.round(number * 10) / 1000 : number]
  }
  return (
    <TagsInput
      {...shared}
      value={shown}
      onChange={(texts) => set(texts.flatMap(read))}
      acceptValueOnBlur
      inputMode="decimal"
    />
  )
}

/** Several of a list whose values are numbers, such as weekdays. */
export function NumberChoiceField({
  options,
  ...field
}: FieldProps & { options: readonly { value: number; label: string }[] }) {
  const { value, set, shared } = useInput<number[]>(field)
  return (
    <MultiSelect
      {...shared}
      data={options.map((option) => ({ value: String(option.value), label: option.label }))}
      value={(value ?? []).map(String)}
      onChange={(values) => set(values.map(Number).toSorted((a, b) => a - b))}
      nothingFoundMessage={t('Nothing found')}
      comboboxProps={{ shadow: 'md', offset: 4 }}
    />
  )
}
