import { useQuery } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { Button } from '../kit/Button.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { FilterBar } from '../kit/FilterBar.tsx'
import { wordsOf } from '../kit/format.ts'
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
  { id: 'summary', header: 'What it does', cell: (it) => it.summary },
  { id: 'call', header: 'Call', cell: (it) => <code>{`${it.method} ${it.path}`}</code> },
]

/** Every endpoint of the API, by capability: what the workspace itself uses, and nothing else. */
export const DevelopersPage = () => (
  <Page
    title="API reference"
    crumbs={[{ label: 'Settings', to: paths.settings() }]}
    lead="The workspace, the command line and every other system use this one API, with the same rights."
    actions={
      <>
        <Button icon={IconDownload} href="/api/openapi.json">
          OpenAPI document
        </Button>
        <Button kind="primary" to={paths.settings('keys')}>
          API keys
        </Button>
      </>
    }
  >
    <Section title="How to call it" boxed>
      <Stack gap="sm">
        <Muted>
          Send an API key as <code>Authorization: Bearer hansa_…</code>. What goes in travels in the query for GET and
          DELETE, else as JSON in the body.
        </Muted>
        <Muted>
          A list answers with <code>items</code> and <code>next</code>; give <code>next</code> back as{' '}
          <code>after</code> for the following page. An edit names the <code>version</code> that was read and is refused
          with 409 when somebody was faster. A POST that is sent again with the same <code>Idempotency-Key</code> does
          nothing twice.
        </Muted>
        <Muted>
          A refusal says <code>code</code> and <code>message</code>, and in <code>problems</code> each wrong field with
          what would be right.
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
      <FilterBar url={url} search="Summary or address" />
      {found.length === 0 && <Empty title="No endpoint fits">Search for something else.</Empty>}
      {[...Map.groupBy(found, (it) => it.capability)].map(([capability, all]) => (
        <Section key={capability} title={wordsOf(capability)}>
          <DataTable
            label={wordsOf(capability)}
            list={listOf(all)}
            columns={columns}
            rowLink={(it) => paths.developers(it.id)}
          />
        </Section>
      ))}
    </>
  )
}
