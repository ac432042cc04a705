import type { RegistrationRulingAct } from '@hansa/contract/registration-queue'
import type { Registration } from '@hansa/contract/registrations'
import { useEffect, type RefObject } from 'react'
import { Button } from '../kit/Button.tsx'
import { t } from '../kit/language.tsx'
import type { Allowed } from '../kit/may.ts'
import { useKeys } from '../kit/useKeys.ts'

/** The claims that a ruling is about. */
export interface Picked {
  items: readonly Registration[]
  clear: () => void
}
type OnRule = (ruling: Picked & { act: RegistrationRulingAct }) => void

const acts = { a: 'approve', r: 'reject', d: 'find_duplicate', i: 'request_information' } as const

/** One key for each ruling, on what is selected or else on the row with the focus; j and k go to the first row. */
export function useRulingKeys(
  items: readonly Registration[],
  pickedRef: RefObject<Picked | null>,
  onRule: OnRule | undefined,
) {
  const focused = () => document.activeElement?.closest<HTMLElement>('tr[data-row]')?.dataset['row']
  const rule = (act: RegistrationRulingAct) => () => {
    const row = items.find(({ id }) => id === focused())
    const about = pickedRef.current ?? (row && { items: [row], clear: () => {} })
    if (about) onRule?.({ ...about, act })
  }
  const first = () => document.querySelector<HTMLElement>('tr[data-row]')?.focus()
  const rulings = Object.entries(acts).map(([key, act]) => [key, rule(act)] as const)
  useKeys({ j: first, k: first, ...(onRule && Object.fromEntries(rulings)) })
}

/** The rulings on the selected rows, which the keys are about as long as they are selected. */
export function RulingButtons({
  items,
  clear,
  pickedRef,
  may,
  onRule,
}: Picked & { pickedRef: RefObject<Picked | null>; may: Allowed; onRule: OnRule }) {
  useEffect(() => {
    pickedRef.current = { items, clear }
    return () => {
      pickedRef.current = null
    }
  })
  const names = {
    approve: t('Approve'),
    reject: t('Refuse'),
    find_duplicate: t('Already registered'),
    request_information: t('Ask for information'),
  }
  return Object.entries(acts).map(([key, act]) => (
    <Button key={act} small may={may} onClick={() => onRule({ items, clear, act })}>
      {`${names[act]} (${key.toUpperCase()})`}
    </Button>
  ))
}
