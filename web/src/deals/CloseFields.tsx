import { SelectField } from '../kit/choices.tsx'
import { TextAreaField, TextField } from '../kit/fields.tsx'
import { useField } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { reasonsFor } from './pipeline.ts'

/** Why a deal was won or lost. */
export function CloseFields({ end, needed }: { end: 'won' | 'lost'; needed: boolean }) {
  const reason = useField<string>('closeReason').value
  const partners = t('Partners do not see it.')
  return (
    <>
      <Columns>
        <SelectField
          name="closeReason"
          label={end === 'won' ? t('Won because') : t('Lost because')}
          options={reasonsFor(end)}
          hint={needed ? t('Needed. Partners do not see it.') : partners}
        />
        <TextField
          name="competitor"
          label={t('Competitor')}
          hint={end === 'won' ? t('Against whom.') : t('To whom.')}
        />
      </Columns>
      <TextAreaField
        name="closeNote"
        label={t('In words')}
        rows={2}
        {...(reason === 'other' && { hint: t('Needed with “Other”.') })}
      />
    </>
  )
}
