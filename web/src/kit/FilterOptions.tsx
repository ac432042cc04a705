import { TextInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import styles from './FilterBar.module.css'
import type { ChoiceFilter } from './filters.ts'
import { countText } from './format.ts'
import { t } from './language.tsx'
import { valuesOf } from './query.ts'
import type { Url } from './useUrl.ts'

const searchFrom = 9

/** The values of a filter to choose from: one, then the panel closes; or several, each at once in effect. */
export function FilterOptions({ filter, url, onDone }: { filter: ChoiceFilter; url: Url; onDone: () => void }) {
  const [text, setText] = useState('')
  const chosen = valuesOf(url.query, filter.name)
  const options = filter.options.filter((option) => option.label.toLowerCase().includes(text.trim().toLowerCase()))
  const choose = (value: string) => {
    if (filter.kind === 'multi') {
      url.set({ [filter.name]: chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value] })
    } else {
      url.set({ [filter.name]: chosen.includes(value) ? undefined : value })
      onDone()
    }
  }
  return (
    <div className={styles.panel}>
      {filter.options.length >= searchFrom && (
        <TextInput
          aria-label={t('Search {label}', { label: filter.label })}
          placeholder={t('Search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
      )}
      <ul className={styles.options}>
        {options.map((option) => (
          <li key={option.value}>
            <button
              type="button"
              className={styles.option}
              aria-pressed={chosen.includes(option.value)}
              onClick={() => choose(option.value)}
            >
              <span className={styles.tick}>
                {chosen.includes(option.value) && <IconCheck size={14} stroke={2} aria-hidden />}
              </span>
              {option.label}
              {option.count !== undefined && <span className={styles.count}>{countText(option.count)}</span>}
            </button>
          </li>
        ))}
        {options.length === 0 && <li className={styles.nothing}>{t('Nothing found')}</li>}
      </ul>
    </div>
  )
}
