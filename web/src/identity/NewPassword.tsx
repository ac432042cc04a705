import { TextField } from '../kit/fields.tsx'
import { t } from '../kit/language.tsx'

/** Where a password is chosen, for a form. */
export const NewPassword = ({ label = t('New password') }: { label?: string }) => (
  <TextField
    name="password"
    label={label}
    type="password"
    autoComplete="new-password"
    hint={t('At least 10 characters.')}
  />
)
