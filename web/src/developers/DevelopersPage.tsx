import { useQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { FilterBar } from '../kit/FilterBar.tsx'
import { wordsOf } from '../kit/format.ts'
import { rich, t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { listOf } from '../kit/list.ts'
import { Page, Section } from '../kit/Page.tsx'
import { valueOf } from '../kit/query.ts'
import { Ready } from '../kit/Ready.tsx'
import { Empty } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { paths } from '../paths.ts'
import { askOperations, type Operation } from './openapi.ts'

const columns: Column<Operation>[] = [
  { id: 'summary', header: t('What it does'), cell: (it) => it.summary },
  { id: 'call', header: t('Call'), cell: (it) => <code>{`${it.method} ${it.path}`}</code> },
]

/** Every endpoint of the API, by capability: what the workspace itself uses, and nothing else. */
export const DevelopersPage = () => (
  <Page
    title={t('API reference')}
    crumbs={[{ label: t('Settings'), to: paths.settings() }]}
    lead={t('The workspace, the command line and every other system use this one API, with the same rights.')}
    actions={
      <>
        <Button icon={IconDownload} href="/api/openapi.json">
          {t('OpenAPI document')}
        </Button>
        <Button kind="primary" to={paths.settings('keys')}>
          {t('API keys')}
        </Button>
      </>
    }
  >
    <Section title={t('How to call it')} boxed>
      <Stack gap="sm">
        <Muted>
          {rich(
            'Send an API key as {header}. What goes in travels in the query for GET and DELETE, else as JSON in the body.',
            { header: <code>Authorization: Bearer hansa_…</code> },
          )}
        </Muted>
        <Muted>
          {rich(
            'A list answers with {items} and {next}; give {next} back as {after} for the following page. An edit names the {version} that was read and is refused with 409 when somebody was faster. A POST that is sent again with the same {key} does nothing twice.',
            {
              items: <code>items</code>,
              next: <code>next</code>,
              after: <code>after</code>,
              version: <code>version</code>,
              key: <code>Idempotency-Key</code>,
            },
          )}
        </Muted>
        <Muted>
          {rich('A refusal says {code} and {message}, and in {problems} each wrong field with what would be right.', {
            code: <code>code</code>,
            message: <code>message</code>,
            problems: <code>problems</code>,
          })}
        </Muted>
      </Stack>
    </Section>
    <Ready query={useQuery(askOperations)}>{(operations) => <Capabilities operations={operations} />}</Ready>
  </Page>
)

function Capabilities({ operations }: { operations: readonly Operation[] }) {
  const url = useUrl()
  const wanted = (valueOf(url.query, 'q') ?? '').toLowerCase()
  const found = operations.filter((it) =>
    `${it.summary} ${it.method} ${it.path} ${it.id}`.toLowerCase().includes(wanted),
  )
  return (
    <>
      <FilterBar url={url} search={t('Summary or address')} />
      {found.length === 0 && <Empty title={t('No endpoint fits')}>{t('Search for something else.')}</Empty>}
      {[...Map.groupBy(found, (it) => it.capability)].map(([capability, all]) => (
        <Section key={capability} title={t(wordsOf(capability))}>
          <DataTable
            label={t(wordsOf(capability))}
            list={listOf(all)}
            columns={columns}
            rowLink={(it) => paths.developers(it.id)}
          />
        </Section>
      ))}
    </>
  )
}
