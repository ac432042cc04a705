import { listMembers } from '@hansa/contract/identity'
import { listPartnerOptions } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { SelectField } from '../kit/choices.tsx'
import { DateField, TextField } from '../kit/fields.tsx'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { SuggestField } from '../kit/SuggestField.tsx'
import { stageOptions } from './words.ts'

const managing = ['administrator', 'partner_manager', 'executive']

/** Who may manage a partner: the vendor's people, and the names without a login that are in use. */
export function useManagers() {
  const members = useQuery(ask(listMembers, { limit: 200 })).data?.items ?? []
  const used = useQuery(ask(listPartnerOptions, {})).data?.managers ?? []
  const people = members
    .filter((member) => managing.includes(member.role))
    .map((member) => ({ value: member.id as string, label: member.name }))
  return [...people, ...used.filter((option) => !people.some((person) => person.value === option.value))]
}

/** Stage, tier, manager and territory: what a partnership has one of at a time. */
export function StandingFields() {
  const used = useQuery(ask(listPartnerOptions, {})).data
  return (
    <Columns min={260}>
      <SelectField name="stage" label={t('Stage')} options={stageOptions} />
      <SuggestField name="tier" label={t('Tier')} options={used?.tiers ?? []} />
      <SuggestField name="manager" label={t('Manager')} options={useManagers()} />
      <SuggestField name="territory" label={t('Territory')} options={used?.territories ?? []} />
    </Columns>
  )
}

/** From which day an edit holds, and why. */
export const DatedFields = () => (
  <Columns min={260}>
    <DateField name="from" label={t('From')} hint={t('Today, if left empty.')} />
    <TextField name="reason" label={t('Reason')} hint={t('Kept with the history.')} />
  </Columns>
)
