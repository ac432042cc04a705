import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import { useInput, type FieldProps } from './input.ts'
import styles from './Form.module.css'
import { decimalsOf, decimalText, minorOf, type MoneyValue } from './format.ts'
import { t } from './language.tsx'
import { separators } from './separators.ts'

/**
 * An amount with its currency; the value is in integer minor units.
 * @param currencies those to choose from, the first one preset; a single one is only shown
 */
export function MoneyField({ currencies, ...field }: FieldProps & { currencies: readonly [string, ...string[]] }) {
  const { value, set, shared } = useInput<MoneyValue>(field)
  const [chosen, setChosen] = useState(value?.currency ?? currencies[0])
  const currency = value?.currency ?? chosen
  const decimals = decimalsOf(currency)
  // What was typed stays as it was typed (`1.5`, not `1.50`) for as long as it says the value.
  const [typed, setTyped] = useState('')
  const shown =
    minorOf(typed, decimals) === (value?.amount ?? null) ? typed : value ? decimalText(value.amount, decimals) : ''
  const change = (text: string, of: string) => {
    const amount = minorOf(text, decimalsOf(of))
    set(amount === null ? null : { amount, currency: of })
  }
  const choice =
    currencies.length > 1 ? (
      <select
        className={styles.currency}
        aria-label={t('Currency of {label}', { label: field.label })}
        value={currency}
        disabled={shared.disabled}
        onChange={(event) => {
          setChosen(event.currentTarget.value)
          change(shown, event.currentTarget.value)
        }}
      >
        {currencies.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    ) : (
      <span className={styles.currency}>{currency}</span>
    )
  return (
    <NumberInput
      {...shared}
      {...separators()}
      decimalScale={decimals}
      hideControls
      valueIsNumericString
      value={shown}
      onValueChange={({ value: text }, { source }) => {
        if (source !== 'event') return
        setTyped(text)
        change(text, currency)
      }}
      rightSection={choice}
      rightSectionWidth={64}
    />
  )
}
