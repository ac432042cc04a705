import { downloadClaimTemplate, listClaimBatches, uploadClaims, type ClaimBatch } from '@hansa/contract/claim-batches'
import { useNavigate } from '@tanstack/react-router'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { call, hrefOf, useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { FileDrop } from '../kit/FileDrop.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { portalPaths } from '../paths.ts'
import { BatchTag } from './claim-words.tsx'
import { z } from 'zod'

const columns: Column<ClaimBatch>[] = [
  { id: 'file', header: t('File'), cell: (it) => it.fileName },
  { id: 'state', header: t('State'), cell: (it) => <BatchTag dot state={it.state} /> },
  { id: 'send', header: t('Complete'), cell: (it) => <Count value={it.counts.send} />, align: 'end' },
  { id: 'draft', header: t('Drafts'), cell: (it) => <Count value={it.counts.draft} />, align: 'end' },
  { id: 'same', header: t('Known already'), cell: (it) => <Count value={it.counts.same} />, align: 'end' },
  { id: 'refuse', header: t('Not taken'), cell: (it) => <Count value={it.counts.refuse} />, align: 'end' },
  {
    id: 'createdAt',
    header: t('Uploaded'),
    cell: (it) => <DateTime ago value={it.createdAt} />,
    align: 'end',
    sortable: true,
  },
]

const Pasted = z.object({ rows: z.string().min(1) })

/** Many claims at once: a table is uploaded or pasted, tried, looked at, then sent. */
export function PortalClaimsPage() {
  const navigate = useNavigate()
  const url = useUrl()
  const [file, setFile] = useState<File | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const upload = async (chosen: File) => {
    const { id } = await call(uploadClaims, { fileName: chosen.name }, { file: chosen })
    await navigate({ to: portalPaths.claimBatch(id) })
  }
  const choose = (chosen: File) => {
    setFile(chosen)
    setProblem(null)
    upload(chosen).catch((error: unknown) => setProblem((error as Error).message))
  }
  return (
    <Page
      title={t('Register many deals')}
      lead={t(
        'A table with one row for each deal. It is tried first: you see what becomes of each row before anything is sent.',
      )}
      crumbs={[{ label: t('Deal registrations'), to: portalPaths.registrations() }]}
      actions={
        <Button icon={IconDownload} href={hrefOf(downloadClaimTemplate, {})}>
          {t('Template')}
        </Button>
      }
    >
      <Section title={t('Upload')} boxed>
        <FileDrop
          label={t('Choose a table, or drop it here')}
          hint={t('CSV with a header row, up to 10,000 rows')}
          accept=".csv,.tsv,.txt,.gz,text/csv"
          file={file}
          onFile={choose}
          problem={problem}
        />
      </Section>
      <Section title={t('Or paste')} boxed>
        <Form
          schema={Pasted}
          guard={false}
          send={({ rows }) => upload(new File([rows], t('pasted.csv'), { type: 'text/csv' }))}
        >
          <Stack gap="sm">
            <TextAreaField
              name="rows"
              label={t('Rows with their header')}
              hint={t('As copied from a spreadsheet, or with commas between')}
              rows={5}
            />
            <SubmitBar label={t('Try it')} />
          </Stack>
        </Form>
      </Section>
      <Section title={t('Earlier tables')}>
        <DataTable
          label={t('Earlier tables')}
          list={useList(listClaimBatches, {}, url.query)}
          columns={columns}
          url={url}
          defaultSort="-createdAt"
          rowLink={(it) => portalPaths.claimBatch(it.id)}
          empty={<Empty title={t('None yet')}>{t('What you upload stands here for three months.')}</Empty>}
        />
      </Section>
    </Page>
  )
}
