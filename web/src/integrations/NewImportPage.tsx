import { listRecipes, uploadImport } from '@hansa/contract/integrations'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ask, call } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { FileDrop } from '../kit/FileDrop.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Steps } from '../kit/Steps.tsx'
import { useMay } from '../me.ts'
import { paths } from '../paths.ts'
import { steps } from './steps.ts'

/** The first step of an import: the file. What it is, Hansa finds out. */
export function NewImportPage() {
  const navigate = useNavigate()
  const may = useMay('integrations.import')
  const [file, setFile] = useState<File | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const upload = async (chosen: File) => {
    setBusy(true)
    setProblem(null)
    try {
      const it = await call(uploadImport, { fileName: chosen.name }, { file: chosen })
      await navigate({ to: paths.import(it.id) })
    } catch (error) {
      setProblem((error as Error).message)
      setBusy(false)
    }
  }
  return (
    <Page title={t('Import a file')} crumbs={[{ label: t('Imports'), to: paths.imports() }]}>
      <Steps label={t('Import')} steps={steps} current={0}>
        <Stack>
          <FileDrop
            label={t('Choose a file, or drop it here')}
            hint={t('CSV (comma, semicolon or tab) with a header row, or NDJSON; also compressed with gzip')}
            accept=".csv,.tsv,.txt,.gz,.ndjson,.jsonl,text/csv"
            file={file}
            onFile={(chosen) => {
              setFile(chosen)
              setProblem(null)
            }}
            problem={problem}
          />
          <Row>
            <Button
              kind="primary"
              may={may === true ? (file ? true : t('Choose a file first.')) : may}
              busy={busy}
              onClick={() => file && void upload(file)}
            >
              {t('Upload and look inside')}
            </Button>
          </Row>
          <Section title={t('Recipes')}>
            <Stack gap="sm">
              <Muted>
                {t(
                  'A file whose columns a recipe knows is mapped by it. A mapping that you make yourself can be kept as one.',
                )}
              </Muted>
              <Ready query={useQuery(ask(listRecipes, {}))}>
                {({ items }) => (
                  <SimpleTable
                    label={t('Recipes')}
                    columns={[
                      { key: 'name', label: t('Recipe') },
                      { key: 'about', label: t('What it does') },
                    ]}
                    items={items.map((recipe) => ({ name: t(recipe.name), about: t(recipe.about) }))}
                  />
                )}
              </Ready>
            </Stack>
          </Section>
        </Stack>
      </Steps>
    </Page>
  )
}
