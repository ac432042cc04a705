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
  whenTyping = false,
  ...field
}: FieldProps & {
  options: readonly Option[]
  placeholder?: string
  /** Suggests only once something is typed: for a field that has the focus from the beginning. */
  whenTyping?: boolean
}) {
  const { value, set, shared } = useInput<string>(field)
  return (
    <Autocomplete
      {...shared}
      {...(placeholder !== undefined && { placeholder })}
      data={[...new Set(options.map((option) => option.label))]}
      limit={50}
      openOnFocus={!whenTyping}
      value={options.find((option) => option.value === value)?.label ?? value ?? ''}
      onChange={(text) => set(options.find((option) => option.label === text)?.value ?? text)}
      comboboxProps={{ shadow: 'md', offset: 4 }}
    />
  )
}
