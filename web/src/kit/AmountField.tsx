import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import { decimalsOf, decimalText, minorOf } from './format.ts'
import styles from './Form.module.css'
import { useInput, type FieldProps } from './input.ts'
import { separators } from './separators.ts'

/** An amount in a currency that is settled elsewhere; the value is integer minor units alone. With a currency of its own: `MoneyField`. */
export function AmountField({ currency, ...field }: FieldProps & { currency: string }) {
  const { value, set, shared } = useInput<number>(field)
  const decimals = decimalsOf(currency)
  // What was typed stays as it was typed (`1.5`, not `1.50`) for as long as it says the value.
  const [typed, setTyped] = useState('')
  const isTyped = typed !== '' && minorOf(typed, decimals) === (value ?? null)
  return (
    <NumberInput
      {...shared}
      {...separators()}
      decimalScale={decimals}
      hideControls
      valueIsNumericString
      value={isTyped ? typed : value === undefined ? '' : decimalText(value, decimals)}
      onValueChange={({ value: text }, { source }) => {
        if (source !== 'event') return
        setTyped(text)
        set(minorOf(text, decimals))
      }}
      rightSection={<span className={styles.unit}>{currency}</span>}
      rightSectionWidth={48}
    />
  )
}
