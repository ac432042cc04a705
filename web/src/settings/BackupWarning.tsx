import { readBackups } from '@hansa/contract/backups'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { t } from '../kit/language.tsx'
import { Notice } from '../kit/Notice.tsx'
import { useMay } from '../me.ts'

export const BackupMissing = ({ problem }: { problem: string | null }) => (
  <Notice title={t('The backup that was due is missing')}>
    {problem ?? t('Nothing was made at its time. See whether Hansa ran then, and what its log says.')}
  </Notice>
)

/** On the home of those who could do something about it: that the planned backup is missing. */
export function BackupWarning() {
  const may = useMay('backups.take') === true
  const { data } = useQuery({ ...ask(readBackups, {}), enabled: may, retry: false })
  return data?.overdue ? <BackupMissing problem={data.problem} /> : null
}
