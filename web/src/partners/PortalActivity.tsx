import { activities, listActivity, type Activity } from '@hansa/contract/activity'
import { companyFields } from '@hansa/contract/company'
import { useList } from '../api.ts'
import { t } from '../kit/language.tsx'
import { Empty } from '../kit/State.tsx'
import { Timeline } from '../kit/Timeline.tsx'

/** What happened about the own company lately, as far as it is disclosed. */
export function PortalActivity() {
  const list = useList(listActivity, { limit: 10 })
  if (!list.loading && !list.error && list.items.length === 0)
    return <Empty quiet title={t('Nothing has happened yet')} />
  return (
    <Timeline
      list={{
        ...list,
        items: list.items.map((it) => ({ id: it.id, at: it.happenedAt, who: it.who, what: sentenceOf(it) })),
      }}
    />
  )
}

function sentenceOf({ verb, name, fields }: Activity): string {
  const what = name ?? fields.map((field) => t(companyFields[field])).join(', ')
  return what ? t('{what}: {which}', { what: t(activities[verb]), which: what }) : t(activities[verb])
}
