import { useId, useState } from 'react'
import styles from './FileDrop.module.css'
import { countText } from './format.ts'
import { t } from './language.tsx'

export interface FileDropProps {
  label: string
  /** What fits: `CSV with a header row, up to 200 MB`. */
  hint?: string
  /** Endings or media types: `.csv,text/csv`. */
  accept?: string
  file: File | null
  onFile: (file: File) => void
  problem?: string | null
}

const sizeText = (bytes: number) =>
  bytes < 1e6
    ? t('{size} kB', { size: countText(Math.max(1, Math.round(bytes / 1e3))) })
    : t('{size} MB', { size: countText(Math.round(bytes / 1e5) / 10) })

/** A file by drop or by choice: the browser's own field lies over the whole box and takes both. It only hands over the file; the page sends it. */
export function FileDrop({ label, hint, accept, file, onFile, problem }: FileDropProps) {
  const id = useId()
  const [over, setOver] = useState(false)
  return (
    <div className={styles.outer}>
      <label htmlFor={id} className={styles.drop} data-over={over || undefined} data-bad={problem ? true : undefined}>
        <span className={styles.label}>{file ? file.name : label}</span>
        <span className={styles.hint}>
          {file
            ? t('{size}. Choose or drop another to replace it.', { size: sizeText(file.size) })
            : (hint ?? t('Choose a file, or drop it here'))}
        </span>
        <input
          id={id}
          type="file"
          accept={accept}
          className={styles.input}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
          aria-describedby={problem ? `${id}-problem` : undefined}
          aria-invalid={problem ? true : undefined}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0]
            if (chosen) onFile(chosen)
          }}
        />
      </label>
      {problem && (
        <p id={`${id}-problem`} className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}
