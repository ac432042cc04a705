import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { IconButton } from './Button.tsx'
import styles from './DataTable.module.css'
import { t } from './language.tsx'

/** What can be done with the selected rows; it stays in view at the bottom. */
export const BulkBar = ({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) => (
  <div className={styles.bulk} role="toolbar" aria-label={t('Acts on the selected rows')}>
    <span aria-live="polite">{t('{count, number} selected', { count })}</span>
    {children}
    <IconButton label={t('Clear the selection')} icon={IconX} onClick={onClear} small />
  </div>
)
