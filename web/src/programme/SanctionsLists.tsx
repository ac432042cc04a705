import { listSanctionsLists, uploadSanctionsList } from '@hansa/contract/applications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, call } from '../api.ts'
import { DateTime } from '../kit/DateTime.tsx'
import { FileDrop } from '../kit/FileDrop.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { None } from '../kit/None.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Tag } from '../kit/Tag.tsx'
import { told } from '../kit/toast.ts'
import { useMay } from '../me.ts'

/** The list of names that vetting compares applicants with; each upload is its next version. */
export function SanctionsLists() {
  const cache = useQueryClient()
  const may = useMay('programme.write')
  const [file, setFile] = useState<File | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const upload = async (chosen: File) => {
    setFile(chosen)
    setProblem(null)
    try {
      const list = await call(uploadSanctionsList, { fileName: chosen.name }, { file: chosen })
      told(t('Version {version}: {entries, number} names', { version: String(list.version), entries: list.entries }))
      await cache.invalidateQueries()
    } catch (error) {
      setProblem((error as Error).message)
    }
  }
  return (
    <Section
      title={t('Sanctions list')}
      lead={t('You supply it and keep it up to date. Open applications are vetted again when a new version comes.')}
    >
      <Stack>
        <Ready query={useQuery(ask(listSanctionsLists, {}))}>
          {({ items }) =>
            items.length === 0 ? (
              <Muted>{t('There is none: the check finds nothing.')}</Muted>
            ) : (
              <SimpleTable
                label={t('Versions of the sanctions list')}
                columns={[
                  { key: 'version', label: t('Version') },
                  { key: 'name', label: t('File') },
                  { key: 'entries', label: t('Names'), align: 'end' },
                  { key: 'skipped', label: t('Rows without a name'), align: 'end' },
                  { key: 'at', label: t('Uploaded'), align: 'end' },
                  { key: 'by', label: t('By') },
                ]}
                items={items.map((list) => ({
                  version: list.inForce ? <Tag tone="green">{String(list.version)}</Tag> : String(list.version),
                  name: list.name,
                  entries: <Count value={list.entries} />,
                  skipped: <Count value={list.skipped} />,
                  at: <DateTime value={list.uploadedAt} />,
                  by: list.uploadedBy ?? <None />,
                }))}
              />
            )
          }
        </Ready>
        {may === true && (
          <FileDrop
            label={t('Upload a list')}
            hint={t(
              'CSV with a column for names; countries, other names and references are used where they are there.',
            )}
            accept=".csv,.tsv,.txt,.gz,text/csv"
            file={file}
            problem={problem}
            onFile={(chosen) => void upload(chosen)}
          />
        )}
      </Stack>
    </Section>
  )
}
