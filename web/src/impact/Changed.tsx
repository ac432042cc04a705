import { changeKinds, type Change, type ChangeKind, type Home } from '@hansa/contract/home'
import { DateTime } from '../kit/DateTime.tsx'
import { countText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Empty } from '../kit/State.tsx'
import { paths } from '../paths.ts'

const linkOf = (kind: ChangeKind, change: Change): string | null => {
  if (kind === 'imported') return change.objectId && paths.import(change.objectId)
  if (kind === 'won') return change.objectId && paths.deal(change.objectId)
  return change.organizationId && paths.partner(change.organizationId)
}

/** What changed, by what it is: how many, and the latest few. */
export function Changed({ changed }: { changed: Home['changed'] }) {
  if (changed.length === 0) return <Empty title={t('Nothing has changed')} />
  return (
    <Stack>
      {changed.map(({ kind, count, latest }) => (
        <Stack key={kind} gap="xs">
          <Row spread>
            <strong>{t(changeKinds[kind])}</strong>
            <Muted>{countText(count)}</Muted>
          </Row>
          {latest.map((change) => {
            const to = linkOf(kind, change)
            const name = change.name ?? t('Without a name')
            return (
              <Row key={change.id} spread>
                <span>
                  {to === null ? name : <Link to={to}>{name}</Link>}
                  {kind === 'tier' && (
                    <Muted>{` ${change.before ?? t('no tier')} → ${change.after ?? t('no tier')}`}</Muted>
                  )}
                </span>
                <Muted small>
                  <DateTime value={change.happenedAt} ago />
                </Muted>
              </Row>
            )
          })}
          {count > latest.length && (
            <Muted small>{t('and {count, number} more', { count: count - latest.length })}</Muted>
          )}
        </Stack>
      ))}
    </Stack>
  )
}
