import type { Figure, FigureDetail } from '@hansa/contract/impact'
import type { Unit } from '@hansa/contract/metrics'
import type { ReactNode } from 'react'
import { DateText } from '../kit/DateTime.tsx'
import { countText, moneyText, percentText } from '../kit/format.ts'
import { Money } from '../kit/Money.tsx'
import { rich, t } from '../kit/language.tsx'

/** A value of a figure as text, by its unit; money is in minor units of the currency. */
export function textOf(value: number, unit: Unit, currency: string | null): string {
  if (unit === 'share') return percentText(value)
  if (unit === 'days')
    return t('{count, number} days', { count: Math.round(value), defaultValue_one: '{count, number} day' })
  if (unit === 'money')
    return currency === null ? countText(value) : moneyText({ amount: value, currency }, { compact: true })
  return countText(unit === 'index' ? Math.round(value) : value)
}

/** The figure, ready made; null where there is not enough data. */
export function figureValue({ metric, value, unit, currency }: Figure): ReactNode {
  if (value === null) return null
  if (unit === 'money' && currency !== null) return <Money value={{ amount: value, currency }} compact />
  return metric === 'net_joins' && value > 0 ? `+${textOf(value, unit, currency)}` : textOf(value, unit, currency)
}

/** How sure it is: `95% between 12% and 18%`. */
export function intervalText({
  interval,
  unit,
  currency,
}: Pick<Figure, 'interval' | 'unit' | 'currency'>): string | undefined {
  if (!interval || (interval.low === null && interval.high === null)) return undefined
  const limit = (value: number) => textOf(value, unit, currency)
  if (interval.low === null) return t('95% up to {high}', { high: limit(interval.high ?? 0) })
  return interval.high === null
    ? t('95% from {low}', { low: limit(interval.low) })
    : t('95% between {low} and {high}', { low: limit(interval.low), high: limit(interval.high) })
}

/** The days that a figure looks at. */
export const LookText = ({ asOf, from, until }: Pick<FigureDetail, 'asOf' | 'from' | 'until'>) =>
  from === null ? (
    <DateText value={asOf} />
  ) : (
    rich('{from} to {until}', { from: <DateText value={from} />, until: <DateText value={until} /> })
  )

/** One input of a figure. */
export const inputValue = ({ value, unit }: FigureDetail['inputs'][number], currency: string | null): ReactNode =>
  typeof value !== 'number' ? (
    value
  ) : unit === 'money' && currency !== null ? (
    <Money value={{ amount: value, currency }} />
  ) : (
    textOf(value, unit ?? 'count', currency)
  )
