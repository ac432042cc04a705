import type { Figure } from '@hansa/contract/impact'
import { metricOf } from '@hansa/contract/metrics'
import { t } from '../kit/language.tsx'
import type { Query } from '../kit/query.ts'
import { Stat } from '../kit/Stat.tsx'
import { explanation } from './explain.tsx'
import { figureValue, intervalText } from './values.tsx'

/** One figure that opens to how it came about, or says how much data is missing. */
export function FigureStat({ figure, query, label }: { figure: Figure; query: Query; label?: string }) {
  const { months } = metricOf(figure.metric)
  const back = Number(query['months'] ?? months)
  const interval =
    intervalText(figure) ??
    (months === null
      ? undefined
      : t('In {count, number} months', { count: back, defaultValue_one: 'In {count} month' }))
  return (
    <Stat
      label={label ?? (figure.currency === null ? t(figure.title) : `${t(figure.title)}, ${figure.currency}`)}
      value={figureValue(figure)}
      {...(interval !== undefined && { interval })}
      {...(figure.needs && { needs: figure.needs.count, needsWhat: t(figure.needs.what) })}
      explain={() => explanation(figure, query)}
    />
  )
}
