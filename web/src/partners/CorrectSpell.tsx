import { correctSpell, listPartnerOptions, spellFields, type Partner, type Spell } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { ask, useSend } from '../api.ts'
import { SelectField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { DateField, SubmitBar, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { inSentence, t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { SuggestField } from '../kit/SuggestField.tsx'
import { told } from '../kit/toast.ts'
import { useManagers } from './StandingFields.tsx'
import { spellLabel, stageOptions, typeOptions } from './words.ts'

/** Mends one spell: its value, its days, its reason. */
export function CorrectSpell({ partner, spell, onClose }: { partner: Partner; spell: Spell; onClose: () => void }) {
  const send = useSend(correctSpell)
  const { organizationId, version } = partner
  return (
    <Dialog
      opened
      title={t('Correct: {field} {label}', {
        field: inSentence(t(spellFields[spell.field])),
        label: spellLabel(spell),
      })}
      onClose={onClose}
    >
      <Form
        schema={correctSpell.input}
        initial={{ value: spell.value, from: spell.from, to: spell.to, reason: spell.reason }}
        fixed={{ organizationId, version, spellId: spell.id }}
        send={send.mutateAsync}
        guard={false}
        onSent={() => {
          told(t('History mended'))
          onClose()
        }}
      >
        <ValueField field={spell.field} />
        <Columns>
          <DateField name="from" label={t('From')} />
          {spell.field !== 'stage' && (
            <DateField name="to" label={t('Until')} hint={t('The first day on which it no longer held.')} />
          )}
        </Columns>
        <TextField name="reason" label={t('Reason')} />
        <SubmitBar label={t('Correct')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}

function ValueField({ field }: { field: Spell['field'] }) {
  const used = useQuery(ask(listPartnerOptions, {})).data
  const managers = useManagers()
  const label = t(spellFields[field])
  if (field === 'stage') return <SelectField name="value" label={label} options={stageOptions} />
  if (field === 'type') return <SelectField name="value" label={label} options={typeOptions} />
  const options = field === 'tier' ? used?.tiers : field === 'territory' ? used?.territories : managers
  return <SuggestField name="value" label={label} options={options ?? []} />
}
