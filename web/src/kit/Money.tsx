import { moneyText, type MoneyFormat, type MoneyValue } from './format.ts'
import { None } from './None.tsx'

/** Money in the reader's locale. `compact` for figures (1.2M), `whole` without cents; nothing for null. */
export function Money({
  value,
  compact,
  whole,
}: { value: MoneyValue | null | undefined } & Pick<MoneyFormat, 'compact' | 'whole'>) {
  if (!value) return <None />
  const text = moneyText(value, { compact, whole })
  return compact || whole ? <span title={moneyText(value)}>{text}</span> : <>{text}</>
}
