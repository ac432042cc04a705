import { Autocomplete } from '@mantine/core'
import type { Option } from './choices.tsx'
import { useInput, type FieldProps } from './input.ts'

/**
 * Free text with suggestions: what is already in use, so that the same thing is called the same. A suggestion may stand
 * for a value of its own (a member's id); any other text is its own value.
 */
export function SuggestField({
  options,
  placeholder,
  ...field
}: FieldProps & { options: readonly Option[]; placeholder?: string }) {
  const { value, set, shared } = useInput<string>(field)
  return (
    <Autocomplete
      {...shared}
      {...(placeholder !== undefined && { placeholder })}
      data={[...new Set(options.map((option) => option.label))]}
      limit={50}
      value={options.find((option) => option.value === value)?.label ?? value ?? ''}
      onChange={(text) => set(options.find((option) => option.label === text)?.value ?? text)}
      comboboxProps={{ shadow: 'md', offset: 4 }}
    />
  )
}
