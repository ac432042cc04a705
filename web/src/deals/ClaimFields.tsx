import type { readRegistrationForm } from '@hansa/contract/own-registrations'
import { useEffect, useEffectEvent } from 'react'
import type { z } from 'zod'
import { CountryField } from '../kit/CountryField.tsx'
import { SwitchField, TextField } from '../kit/fields.tsx'
import { useFormState } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Stack } from '../kit/layout.tsx'
import { SuggestField } from '../kit/SuggestField.tsx'

export type ClaimFormFacts = z.output<typeof readRegistrationForm.output>

/**
 * Who the customer is. Suggested are the customers that the partner claimed itself before; whom anybody else knows is not
 * told. Which company is meant, the vendor's side finds out by name, website and country.
 */
export function CustomerFields({ customers }: Pick<ClaimFormFacts, 'customers'>) {
  const form = useFormState()
  const name = form.value('customerName')
  const fill = useEffectEvent(() => {
    const known = customers.find(({ customerName }) => customerName === name)
    for (const [field, value] of Object.entries(known ?? {}))
      if (value !== null && (field === 'country' || !form.value(field))) form.set(field, value)
  })
  useEffect(() => fill(), [name])
  return (
    <Stack>
      <Columns>
        {customers.length === 0 ? (
          <TextField name="customerName" label={t('Legal name')} />
        ) : (
          <SuggestField
            whenTyping
            name="customerName"
            label={t('Legal name')}
            options={customers.map(({ customerName }) => ({ value: customerName!, label: customerName! }))}
          />
        )}
        <TextField name="customerDomain" label={t('Website')} hint={t('It tells companies of one name apart.')} />
      </Columns>
      <CountryField name="country" label={t('Country')} />
      <SwitchField name="isPublicSector" label={t('A public body')} />
      <Columns>
        <TextField name="contactName" label={t('Whom you speak to')} />
        <TextField name="contactEmail" label={t('Their e-mail')} />
      </Columns>
    </Stack>
  )
}
