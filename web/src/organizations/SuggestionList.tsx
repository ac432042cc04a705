import { listSuggestions, type OpenSuggestion } from '@hansa/contract/company'
import { relationshipKinds } from '@hansa/contract/organizations'
import type { ReactNode } from 'react'
import { useList } from '../api.ts'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { Diff } from '../kit/Diff.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { paths } from '../paths.ts'
import { DecideSuggestion } from './DecideSuggestion.tsx'
import { factText, fieldName, SuggestionTag } from './suggestions.tsx'

const partner: Column<OpenSuggestion> = {
  id: 'organization',
  header: t('Partner'),
  cell: ({ organization }) => (
    <Link quiet to={paths.partner(organization.id)}>
      {organization.name}
    </Link>
  ),
}
const facts: readonly Column<OpenSuggestion>[] = [
  {
    id: 'what',
    header: t('What is suggested'),
    cell: (it) => (
      <Stack gap="xs">
        {it.field ? (
          <Diff
            changes={[
              {
                label: fieldName(it.field),
                before: factText(it.field, it.before),
                after: factText(it.field, it.value),
              },
            ]}
          />
        ) : (
          <span>{sentenceOf(it)}</span>
        )}
        {it.note && <Muted small>{it.note}</Muted>}
        {it.reason && <Muted small>{t('Refused: {reason}', { reason: it.reason })}</Muted>}
      </Stack>
    ),
  },
  { id: 'by', header: t('By'), cell: (it) => it.by },
  { id: 'createdAt', header: t('When'), cell: (it) => <DateTime ago value={it.createdAt} />, align: 'end' },
  {
    id: 'acts',
    header: t('Decision'),
    align: 'end',
    cell: (it) => (it.state === 'open' ? <DecideSuggestion suggestion={it} /> : <SuggestionTag state={it.state} />),
  },
]

/** `Contor refers to Kogge`, from the side that it says it of. */
function sentenceOf({ relationship, organization }: OpenSuggestion): string {
  if (!relationship) return ''
  const kind = t(relationshipKinds[relationship.kind])
  const [from, to] =
    relationship.direction === 'from' ? [organization.name, relationship.name] : [relationship.name, organization.name]
  return `${from} ${kind} ${to}`
}

const ofAll = [partner, ...facts]

/** What partners suggest about their companies, the oldest first, each to be approved or refused in its place. */
export const SuggestionList = ({
  organizationId,
  state,
  empty,
}: {
  organizationId?: string
  state?: OpenSuggestion['state']
  empty: ReactNode
}) => (
  <DataTable
    label={t('Suggestions')}
    list={useList(listSuggestions, { ...(organizationId && { organizationId }), ...(state && { state }) })}
    columns={organizationId ? facts : ofAll}
    empty={empty}
  />
)
