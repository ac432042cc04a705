import type { Option } from './choices.tsx'
import styles from './Segments.module.css'

/** One of a few ways to look at the same thing: table or board. */
export const Segments = ({
  label,
  options,
  value,
  onChoose,
}: {
  label: string
  options: readonly Option[]
  value: string
  onChoose: (value: string) => void
}) => (
  <fieldset className={styles.segments} aria-label={label}>
    {options.map((option) => (
      <button
        key={option.value}
        type="button"
        aria-pressed={option.value === value}
        onClick={() => onChoose(option.value)}
      >
        {option.label}
      </button>
    ))}
  </fieldset>
)
