import { useField } from './Form.tsx'

/** What every field takes. Whether it is required is read from the form's schema. */
export interface FieldProps {
  /** The name in the schema; parts of it with a dot: `contact.email`. */
  name: string
  label: string
  /** One short line below the label: what is meant, in which form. */
  hint?: string
  disabled?: boolean
}

/** What our fields share, as Mantine's inputs take it. */
export function useInput<T>({ name, label, hint, disabled = false }: FieldProps) {
  const { value, problem, required, set } = useField<T>(name)
  return {
    value,
    set,
    shared: {
      name,
      label,
      description: hint,
      error: problem,
      withAsterisk: required,
      'aria-required': required,
      disabled,
    },
  }
}
