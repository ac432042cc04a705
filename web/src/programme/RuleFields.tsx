import type { RegistrationRules } from '@hansa/contract/registration-rules'
import { IconTrash } from '@tabler/icons-react'
import { AmountField } from '../kit/AmountField.tsx'
import { Button, IconButton } from '../kit/Button.tsx'
import { optionsOf, SelectField, TagsField } from '../kit/choices.tsx'
import { CountriesField } from '../kit/CountryField.tsx'
import { NumberField, SwitchField, TextField } from '../kit/fields.tsx'
import { useField } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Muted, Row, Stack } from '../kit/layout.tsx'
import { NumberChoiceField, NumbersField } from '../kit/NumbersField.tsx'
import { Section } from '../kit/Page.tsx'
import { useMe } from '../me.ts'
import { units, weekdays, type Rule, type RuleGroup } from './rule-table.ts'

/** The form for the parameters of deal registration and the credit for deals, as their table tells. */
export function RuleFields({ groups }: { groups: readonly RuleGroup[] }) {
  const currency = useMe()?.ecosystem.currency ?? 'EUR'
  return groups.map(({ title, lead, rules }) => (
    <Section key={title} title={title} lead={lead}>
      <Stack>
        {rules.filter(isWide).map((rule) => (
          <RuleField key={rule.path} rule={rule} currency={currency} />
        ))}
        <Columns min={240}>
          {rules
            .filter((rule) => !isWide(rule))
            .map((rule) => (
              <RuleField key={rule.path} rule={rule} currency={currency} />
            ))}
        </Columns>
      </Stack>
    </Section>
  ))
}

const isWide = ({ kind }: Rule) => kind === 'families'

function RuleField({ rule, currency }: { rule: Rule; currency: string }) {
  const field = { name: `rules.${rule.path}`, label: rule.label, ...(rule.hint !== undefined && { hint: rule.hint }) }
  switch (rule.kind) {
    case 'number':
      return (
        <NumberField
          {...field}
          {...(rule.unit !== undefined && { suffix: units[rule.unit].suffix })}
          {...(rule.decimals !== undefined && { decimals: rule.decimals })}
        />
      )
    case 'numbers':
      return <NumbersField {...field} />
    case 'shares':
      return <NumbersField percent {...field} />
    case 'amount':
      return <AmountField currency={currency} {...field} />
    case 'switch':
      return <SwitchField {...field} />
    case 'choice':
      return <SelectField options={optionsOf(rule.options)} {...field} />
    case 'countries':
      return <CountriesField {...field} />
    case 'weekdays':
      return <NumberChoiceField options={weekdays} {...field} />
    case 'days':
      return <TagsField {...field} />
    case 'families':
      return <FamilyFields {...field} />
  }
}

type Family = RegistrationRules['families'][number]

/** The product families: what claims keep is the key, so that a name can be worded anew. */
function FamilyFields({ name }: { name: string }) {
  const { value: families = [], problem, set } = useField<Family[]>(name)
  const add = () => {
    let number = families.length + 1
    while (families.some(({ key }) => key === `family_${number}`)) number++
    set([...families, { key: `family_${number}`, name: t('New family') }])
  }
  return (
    <Stack>
      {families.map((family, i) => (
        <Columns key={i} min={240}>
          <TextField name={`${name}.${i}.name`} label={t('Product family {number}', { number: i + 1 })} />
          <Row>
            <TextField name={`${name}.${i}.key`} label={t('Key of family {number}', { number: i + 1 })} />
            <IconButton
              small
              icon={IconTrash}
              label={t('Remove “{label}”', { label: family.name })}
              onClick={() => set(families.filter((_, other) => other !== i))}
            />
          </Row>
        </Columns>
      ))}
      {problem && <p role="alert">{problem}</p>}
      <Row>
        <Button small onClick={add}>
          {t('Add family')}
        </Button>
        <Muted small>{t('Claims are kept under the key: a name can change, another key is another family.')}</Muted>
      </Row>
    </Stack>
  )
}
