import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useFormState } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Muted } from '../kit/layout.tsx'
import type { DraftKeeper } from './draft-keeper.ts'

export const claimFields = [
  'customerName',
  'customerDomain',
  'country',
  'contactName',
  'contactEmail',
  'families',
  'value',
  'expectedCloseOn',
  'evidence',
  'evidenceOn',
  'isPublicSector',
  'kind',
] as const

const pause = 1500
const emptied = { families: [], isPublicSector: false } as Readonly<Record<string, unknown>>

/** What is written; a field that was filled and is emptied says so. */
export function useWritten(): Record<string, unknown> {
  const form = useFormState()
  const [filled] = useState(() => new Set<string>())
  return Object.fromEntries(
    claimFields.flatMap((name) => {
      const value = form.value(name)
      const isEmpty = value === undefined || value === null || value === ''
      if (!isEmpty) filled.add(name)
      return isEmpty && !filled.has(name) ? [] : [[name, isEmpty ? (emptied[name] ?? null) : value]]
    }),
  )
}

/** Saves what is typed, a moment after the last stroke, and at once when the page is left. */
export function SaveDraft({ keeper }: { keeper: DraftKeeper }) {
  const { busy } = useFormState()
  const text = JSON.stringify(useWritten())
  const kept = useRef(text)
  const [state, setState] = useState<'clean' | 'saved' | 'failed'>('clean')
  const save = useEffectEvent(() => {
    if (text === kept.current || busy || keeper.isSent) return
    kept.current = text
    keeper.keepWhatFits(JSON.parse(text) as Record<string, unknown>).then(
      () => setState('saved'),
      () => setState('failed'),
    )
  })
  useEffect(() => {
    const timer = setTimeout(save, pause)
    return () => clearTimeout(timer)
  }, [text, busy])
  useEffect(() => {
    const leave = () => save()
    document.addEventListener('visibilitychange', leave)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      leave()
    }
  }, [])
  return (
    <Muted small>
      <output>
        {state === 'saved'
          ? t('Draft saved')
          : state === 'failed'
            ? t('The draft could not be saved just now. It is tried again with the next stroke.')
            : t('What you write is saved as a draft by itself.')}
      </output>
    </Muted>
  )
}
