import styles from './Decoy.module.css'
import { useField } from './Form.tsx'

/** A field that people neither see nor reach, and that programs which fill in everything fill in. */
export function Decoy({ name, label }: { name: string; label: string }) {
  const { value, set } = useField<string>(name)
  return (
    <div className={styles.decoy} aria-hidden>
      <label>
        {label}
        <input
          name={name}
          tabIndex={-1}
          autoComplete="off"
          value={value ?? ''}
          onChange={(event) => set(event.currentTarget.value)}
        />
      </label>
    </div>
  )
}
