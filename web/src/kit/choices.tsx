import { MultiSelect, Select, TagsInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useInput, type FieldProps } from './input.ts'
import { t } from './language.tsx'

export interface Option {
  value: string
  label: string
}

/** Codes with their words as options: `optionsOf(relationshipKinds)`. */
export const optionsOf = (words: Readonly<Record<string, string>>): Option[] =>
  Object.entries(words).map(([value, label]) => ({ value, label: t(label) }))

const manyOptions = 8
const comboboxProps = { shadow: 'md', offset: 4 } as const

/** One of a list that is known in full; long lists can be searched. */
export function SelectField({
  options,
  placeholder,
  ...field
}: FieldProps & { options: readonly Option[]; placeholder?: string }) {
  const { value, set, shared } = useInput<string>(field)
  return (
    <Select
      {...shared}
      {...(placeholder !== undefined && { placeholder })}
      data={[...options]}
      value={value ?? null}
      onChange={(next) => set(next)}
      clearable={!shared.withAsterisk}
      searchable={options.length > manyOptions}
      allowDeselect={!shared.withAsterisk}
      nothingFoundMessage={t('Nothing found')}
      comboboxProps={comboboxProps}
      clearButtonProps={{ 'aria-label': t('Clear {label}', { label: field.label }) }}
    />
  )
}

/** Several of a list that is known in full. */
export function MultiSelectField({ options, ...field }: FieldProps & { options: readonly Option[] }) {
  const { value, set, shared } = useInput<string[]>(field)
  return (
    <MultiSelect
      {...shared}
      data={[...options]}
      value={value ?? []}
      onChange={set}
      searchable={options.length > manyOptions}
      nothingFoundMessage={t('Nothing found')}
      comboboxProps={comboboxProps}
    />
  )
}

/** Several words: Enter or a comma ends one. `known` are offered while typing. */
export function TagsField({ known = [], ...field }: FieldProps & { known?: readonly string[] }) {
  const { value, set, shared } = useInput<string[]>(field)
  return <TagsInput {...shared} data={[...known]} value={value ?? []} onChange={set} acceptValueOnBlur />
}

export interface RecordPickerProps extends FieldProps {
  /** Finds records by what was typed; an empty text gives the first few. */
  find: (text: string) => Promise<readonly Option[]>
  /** The record that is already chosen, so that its name shows before anything is searched. */
  chosen?: Option | undefined
  placeholder?: string
}

/** One record among many: searches on the server while typing. The field's value is the record's id. */
export function RecordPicker({ find, chosen, placeholder = t('Type to search'), ...field }: RecordPickerProps) {
  const { value, set, shared } = useInput<string>(field)
  const id = useId()
  const [picked, setPicked] = useState(chosen)
  const [text, setText] = useState(chosen?.label ?? '')
  const [settled] = useDebouncedValue(text, 200)
  const asked = settled === picked?.label ? '' : settled.trim()
  const found = useQuery({
    queryKey: ['pick', id, asked],
    queryFn: () => find(asked),
    placeholderData: keepPreviousData,
  })
  const options = found.data ?? []
  const data = picked && !options.some((option) => option.value === picked.value) ? [picked, ...options] : [...options]
  return (
    <Select
      {...shared}
      placeholder={placeholder}
      data={data}
      value={value ?? null}
      searchable
      searchValue={text}
      onSearchChange={setText}
      filter={({ options: all }) => all}
      onChange={(next, option) => {
        setPicked(next === null || !option ? undefined : { value: next, label: option.label })
        set(next)
      }}
      clearable={!shared.withAsterisk}
      nothingFoundMessage={
        found.isError ? found.error.message : found.isFetching ? t('Searching …') : t('Nothing found')
      }
      comboboxProps={comboboxProps}
      clearButtonProps={{ 'aria-label': t('Clear {label}', { label: field.label }) }}
    />
  )
}
