import { useEffect, useRef, useState } from 'react'
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
] as const

const pause = 1500

/** Saves what is typed, a moment after the last stroke. What the server would not take yet is saved with the next one. */
export function SaveDraft({ keeper }: { keeper: DraftKeeper }) {
  const form = useFormState()
  const filled = claimFields
    .map((name) => [name, form.value(name)] as const)
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = JSON.stringify(filled)
  const first = useRef(text)
  const [saved, setSaved] = useState(false)
  useEffect(() => {
    if (text === first.current || form.busy) return
    setSaved(false)
    const timer = setTimeout(() => {
      keeper.keep(Object.fromEntries(JSON.parse(text) as [string, unknown][])).then(
        () => setSaved(true),
        () => {},
      )
    }, pause)
    return () => clearTimeout(timer)
  }, [text, form.busy, keeper])
  return (
    <Muted small>
      <output>{saved ? t('Draft saved') : t('What you write is saved as a draft by itself.')}</output>
    </Muted>
  )
}
