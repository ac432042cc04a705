import { NumberInput, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Button } from './Button.tsx'
import { useFormState } from './Form.tsx'
import styles from './Form.module.css'
import { useInput, type FieldProps } from './input.ts'
import { t } from './language.tsx'
import { separators } from './separators.ts'

/** One line of text. `password` can be shown while typing. */
export function TextField({
  type = 'text',
  autoComplete,
  placeholder,
  ...field
}: FieldProps & { type?: 'text' | 'email' | 'url' | 'tel' | 'password'; autoComplete?: string; placeholder?: string }) {
  const { value, set, shared } = useInput<string>(field)
  const props = {
    ...shared,
    autoComplete,
    placeholder,
    value: value ?? '',
    onChange: (event: { currentTarget: { value: string } }) => set(event.currentTarget.value),
  }
  return type === 'password' ? (
    <PasswordInput {...props} visibilityToggleButtonProps={{ 'aria-label': t('Show or hide the password') }} />
  ) : (
    <TextInput {...props} type={type} />
  )
}

/** Several lines of text. */
export function TextAreaField({ rows = 4, ...field }: FieldProps & { rows?: number }) {
  const { value, set, shared } = useInput<string>(field)
  return (
    <Textarea
      {...shared}
      rows={rows}
      resize="vertical"
      value={value ?? ''}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}

/** A number, in the reader's notation. `suffix` names the unit: ` days`. */
export function NumberField({
  min,
  max,
  step,
  suffix,
  decimals = 0,
  ...field
}: FieldProps & { min?: number; max?: number; step?: number; suffix?: string; decimals?: number }) {
  const { value, set, shared } = useInput<number>(field)
  // What was typed (`1.`, `-`) stays for as long as it says the value.
  const [typed, setTyped] = useState<string | number>('')
  return (
    <NumberInput
      {...shared}
      {...separators()}
      {...(min !== undefined && { min })}
      {...(max !== undefined && { max })}
      {...(step !== undefined && { step })}
      {...(suffix !== undefined && { suffix })}
      decimalScale={decimals}
      clampBehavior="none"
      hideControls
      value={numberOf(typed) === (value ?? null) ? typed : (value ?? '')}
      onChange={(next) => {
        setTyped(next)
        set(numberOf(next))
      }}
    />
  )
}

const numberOf = (typed: string | number) => (typed === '' || Number.isNaN(Number(typed)) ? null : Number(typed))

/** A calendar day, as `2026-03-31`, with the browser's own calendar. */
export function DateField({ min, max, ...field }: FieldProps & { min?: string; max?: string }) {
  const { value, set, shared } = useInput<string>(field)
  return (
    <TextInput
      {...shared}
      className={styles.date}
      type="date"
      min={min}
      max={max}
      value={value ?? ''}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}

/** Yes or no, at once understood without its hint. */
export function SwitchField(field: FieldProps) {
  const { value, set, shared } = useInput<boolean>(field)
  const { label, description, error, name, disabled } = shared
  return (
    <Switch
      label={label}
      description={description}
      error={error}
      name={name}
      disabled={disabled}
      checked={value ?? false}
      onChange={(event) => set(event.currentTarget.checked)}
    />
  )
}

/** The end of a form: what it does, in its own words, and the way out. */
export function SubmitBar({
  label,
  onCancel,
  danger = false,
}: {
  label: string
  onCancel?: () => void
  danger?: boolean
}) {
  const { busy } = useFormState()
  return (
    <div className={styles.bar}>
      <Button submit kind={danger ? 'danger' : 'primary'} busy={busy}>
        {label}
      </Button>
      {onCancel && <Button onClick={onCancel}>{t('Cancel')}</Button>}
    </div>
  )
}
