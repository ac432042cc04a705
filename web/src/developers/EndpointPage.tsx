import { useQuery } from '@tanstack/react-query'
import { Copyable } from '../kit/Copyable.tsx'
import { wordsOf } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Muted } from '../kit/layout.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Empty } from '../kit/State.tsx'
import { paths } from '../paths.ts'
import { askOperations, type Operation } from './openapi.ts'
import { curlOf, fieldsOf, typeText, type Field } from './schema.ts'

/** One endpoint: who may call it, what goes in, what comes out, and a command that calls it. */
export const EndpointPage = ({ name }: { name: string }) => (
  <Ready query={useQuery(askOperations)}>
    {(operations) => {
      const it = operations.find((one) => one.id === name)
      return it ? (
        <Shown it={it} />
      ) : (
        <Page title={t('Not found')} crumbs={[{ label: t('API reference'), to: paths.developers() }]}>
          <Empty title={t('There is no endpoint {name}', { name })}>
            {t('Search the reference for what you want to do.')}
          </Empty>
        </Page>
      )
    }}
  </Ready>
)

function Shown({ it }: { it: Operation }) {
  const body = it.requestBody?.content['application/json']?.schema
  const takesFile = it.requestBody?.content['application/octet-stream'] !== undefined
  const [media = '', answer] = Object.entries(it.responses[200].content)[0] ?? []
  const inputs = [
    ...it.parameters.map(({ name, required, schema, in: place }) => ({
      name,
      required,
      type: typeText(schema),
      place,
    })),
    ...(body ? fieldsOf(body).map((field) => ({ ...field, place: 'body' })) : []),
  ]
  const outputs = answer?.schema ? fieldsOf(answer.schema) : []
  return (
    <Page
      title={it.summary}
      crumbs={[
        { label: t('Settings'), to: paths.settings() },
        { label: t('API reference'), to: paths.developers() },
      ]}
      meta={<code>{`${it.method} ${it.path}`}</code>}
      lead={`${t(wordsOf(it.capability))}. ${it.description.replaceAll('`', '')}`}
    >
      <Section title={t('Example')}>
        <Copyable label={t('curl example')} text={curlOf(it, window.location.origin)} />
      </Section>
      <Section title={t('What goes in')}>
        {takesFile && <Muted>{t('The body is the file itself.')}</Muted>}
        {inputs.length > 0 ? (
          <Table label={t('What goes in')} fields={inputs} />
        ) : (
          !takesFile && <Muted>{t('Nothing.')}</Muted>
        )}
      </Section>
      <Section title={t('What comes out')}>
        {outputs.length > 0 ? (
          <Table label={t('What comes out')} fields={outputs} />
        ) : (
          <Muted>
            {media === 'application/json' ? t('Anything that is JSON.') : t('A file ({media}).', { media })}
          </Muted>
        )}
      </Section>
    </Page>
  )
}

const Table = ({ label, fields }: { label: string; fields: readonly (Field & { place?: string })[] }) => (
  <SimpleTable
    label={label}
    columns={[
      { key: 'name', label: t('Field') },
      { key: 'type', label: t('Type') },
      ...(fields.some((field) => field.place) ? [{ key: 'place', label: t('In') }] : []),
      { key: 'required', label: fields.some((field) => field.place) ? t('Needed') : t('Always there') },
    ]}
    items={fields.map(({ name, type, required, place }) => ({
      name: <code>{name}</code>,
      type,
      place: place && <code>{place}</code>,
      required: required ? t('Yes') : t('No'),
    }))}
  />
)
