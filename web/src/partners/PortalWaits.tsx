import type { Me } from '@hansa/contract/identity'
import { useQueries } from '@tanstack/react-query'
import { t } from '../kit/language.tsx'
import { Muted } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Empty, Failed, Loading } from '../kit/State.tsx'
import { portalWaiting } from '../portal-sections.ts'

/** What every capability says is waiting for this person, in one list. */
export function PortalWaits({ me }: { me: Me }) {
  const asked = portalWaiting.filter(({ can }) => me.permissions.includes(can))
  const answers = useQueries({
    queries: asked.map(({ name, load }) => ({
      queryKey: ['portal-waiting', name],
      queryFn: async () => (await load())(me),
    })),
  })
  const items = answers.flatMap(({ data }, index) => (data ?? []).map((item) => ({ ...item, of: asked[index]?.name })))
  const failed = answers.find(({ isError }) => isError)
  if (failed?.error) return <Failed error={failed.error} retry={() => void failed.refetch()} />
  if (answers.some(({ isPending }) => isPending)) return <Loading count={3} />
  if (items.length === 0)
    return (
      <Empty quiet title={t('Nothing is waiting for you')}>
        {t('What needs you appears here.')}
      </Empty>
    )
  return (
    <SimpleTable
      label={t('What is waiting for you')}
      columns={[
        { key: 'what', label: t('What') },
        { key: 'hint', label: t('Which') },
      ]}
      items={items.map((item) => ({
        what: <Link to={item.to}>{item.title}</Link>,
        hint: item.hint && <Muted small>{item.hint}</Muted>,
      }))}
    />
  )
}
