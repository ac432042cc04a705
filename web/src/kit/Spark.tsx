/**
 * The course of a figure in a line of text, for tables and figures; gaps stay gaps. It says nothing that does not stand
 * beside it: `label` names the course in words (`falling for three months`).
 */
export function Spark({
  values,
  label,
  width = 72,
  height = 18,
}: {
  values: readonly (number | null)[]
  label: string
  width?: number
  height?: number
}) {
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return null
  const low = Math.min(...known)
  const range = Math.max(...known) - low || 1
  const step = width / (values.length - 1)
  const path = values
    .map((value, index) =>
      value === null
        ? null
        : `${(index * step).toFixed(1)} ${(height - 2 - ((value - low) / range) * (height - 4)).toFixed(1)}`,
    )
    .map((point, index, all) => (point === null ? '' : `${(all[index - 1] ?? null) === null ? 'M' : 'L'}${point}`))
    .join('')
  return (
    <svg
      width={width}
      height={height}
      role="img"
      aria-label={label}
      style={{ verticalAlign: 'middle', overflow: 'visible' }}
    >
      <path d={path} fill="none" stroke="var(--h-chart-1)" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  )
}
