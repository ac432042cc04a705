import { TextInput } from '@mantine/core'
import styles from './ColourField.module.css'
import { useInput, type FieldProps } from './input.ts'
import { t } from './language.tsx'

/** A colour as `#0f6271`: typed, or chosen with the browser's own picker. Empty for none. */
export function ColourField(field: FieldProps) {
  const { value, set, shared } = useInput<string>(field)
  return (
    <TextInput
      {...shared}
      spellCheck={false}
      placeholder="#0f6271"
      value={value ?? ''}
      onChange={(event) => set(event.currentTarget.value.trim().toLowerCase())}
      leftSection={
        <input
          type="color"
          className={styles.swatch}
          aria-label={t('Choose: {label}', { label: field.label })}
          value={isColour(value) ? value : '#ffffff'}
          onChange={(event) => set(event.currentTarget.value)}
        />
      }
    />
  )
}

/** Whether a text is a colour in full. */
export const isColour = (text: string | null | undefined): text is string => /^#[0-9a-f]{6}$/.test(text ?? '')
