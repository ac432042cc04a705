import type { Breakdown } from '@hansa/contract/impact'
import { countText, monthText, percentText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Muted } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Section } from '../kit/Page.tsx'
import type { Query } from '../kit/query.ts'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { figureLink } from './explain.tsx'

type Months = Extract<Breakdown, { shape: 'months' }>
type Cohorts = Extract<Breakdown, { shape: 'cohorts' }>
const share = (value: number) => percentText(value, undefined, 0)

/** Month by month, newest first; each number opens to its rows. */
export function MonthTable({ months, look }: { months: Months; look: Query }) {
  return (
    <Section title={t('Months')}>
      <SimpleTable
        label={t('Joined and left by month')}
        columns={[
          { key: 'month', label: t('Month') },
          { key: 'joined', label: t('Joined'), align: 'end' },
          { key: 'left', label: t('Left'), align: 'end' },
          { key: 'net', label: t('Net'), align: 'end' },
          { key: 'active', label: t('Inside at the end'), align: 'end' },
        ]}
        items={months.items.toReversed().map(({ month, joined, left, net, active }) => ({
          month: monthText(month),
          joined: <Link to={figureLink('joins', { ...look, month })}>{countText(joined)}</Link>,
          left: <Link to={figureLink('leaves', { ...look, month })}>{countText(left)}</Link>,
          net: <Link to={figureLink('net_joins', { ...look, month })}>{countText(net)}</Link>,
          active: countText(active),
        }))}
      />
    </Section>
  )
}

/** Cohort by cohort, each share with its interval; each opens to its rows. */
export function CohortTable({ grid, look }: { grid: Cohorts; look: Query }) {
  const ages = grid.all.slice(1).map((cell) => cell.age)
  const cell = ({ age, share: value, low, high }: Cohorts['all'][number], cohort?: number) => (
    <>
      <Link to={figureLink('retention', { ...look, cohort, age })}>{share(value)}</Link>{' '}
      <Muted small>{t('{low} to {high}', { low: share(low), high: share(high) })}</Muted>
    </>
  )
  const cells = (of: Cohorts['all'], cohort?: number) =>
    Object.fromEntries(of.slice(1).map((one) => [String(one.age), cell(one, cohort)]))
  return (
    <Section title={t('Cohorts')} lead={t('Share still inside on each anniversary, with 95% interval.')}>
      <SimpleTable
        label={t('Retention by year of joining')}
        columns={[
          { key: 'year', label: t('Joined in') },
          { key: 'size', label: t('Joined'), align: 'end' },
          ...ages.map((age) => ({ key: String(age), label: t('Year {age}', { age }), align: 'end' as const })),
        ]}
        items={[
          ...grid.cohorts.map(({ year, size, cells: of }) => ({
            year: String(year),
            size: countText(size),
            ...cells(of, year),
          })),
          { year: t('All'), size: countText(grid.all[0]?.atRisk ?? 0), ...cells(grid.all) },
        ]}
      />
    </Section>
  )
}
