import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { IconButton } from './Button.tsx'
import { countText } from './format.ts'
import styles from './DataTable.module.css'

/** What can be done with the selected rows; it stays in view at the bottom. */
export const BulkBar = ({ count, onClear, children }: { count: number; onClear: () => void; children: ReactNode }) => (
  <div className={styles.bulk} role="toolbar" aria-label="Acts on the selected rows">
    <span aria-live="polite">{countText(count)} selected</span>
    {children}
    <IconButton label="Clear the selection" icon={IconX} onClick={onClear} small />
  </div>
)
