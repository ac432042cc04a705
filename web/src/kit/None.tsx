import { t } from './language.tsx'

/** Where a value would stand and there is none. */
export const None = ({ why = t('none') }: { why?: string }) => (
  <span style={{ color: 'var(--h-faint)' }} title={why}>
    –
  </span>
)
