import { readBackups, type Backups as Kept } from '@hansa/contract/backups'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { DateTime } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { None } from '../kit/None.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Empty } from '../kit/State.tsx'
import { BackupMissing } from './BackupWarning.tsx'

/** What the installation keeps in case of the worst. */
export function Backups() {
  return (
    <Section
      title={t('Backups')}
      lead={t(
        'A backup holds the whole installation with all that is secret in it. Copy some of them to another machine.',
      )}
    >
      <Ready query={useQuery(ask(readBackups, {}))}>{(it) => <Shown {...it} />}</Ready>
    </Section>
  )
}

const Shown = ({ plan, folder, overdue, problem, items }: Kept) => (
  <Stack>
    {(overdue || problem !== null) && <BackupMissing problem={problem} />}
    <Facts
      items={[
        {
          label: t('By itself'),
          value: plan ? (
            t('daily at {hour}:00 ({timeZone}); the last {keep} are kept', { ...plan })
          ) : (
            <None why={t('switched off')} />
          ),
        },
        {
          label: t('Last backup'),
          value: items[0] ? <DateTime ago value={items[0].madeAt} /> : <None why={t('none yet')} />,
        },
        { label: t('Folder'), value: folder },
      ]}
    />
    {items.length === 0 ? (
      <Empty title={t('No backup was made yet')}>{t('Take one now from the command line: hansa backup')}</Empty>
    ) : (
      <SimpleTable
        label={t('Backups')}
        columns={[
          { key: 'name', label: t('File') },
          { key: 'madeAt', label: t('Made') },
          { key: 'bytes', label: t('Megabytes'), align: 'end' },
        ]}
        items={items.map((item) => ({
          name: item.name,
          madeAt: <DateTime value={item.madeAt} />,
          bytes: (item.bytes / 1e6).toFixed(1),
        }))}
      />
    )}
  </Stack>
)
