import type { ProgrammeRules } from '@hansa/contract/programme'
import { useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { useFormState } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { refused } from '../kit/toast.ts'
import { tryRules, WhatChanges, type Trial } from './WhatChanges.tsx'

/** What the rules on screen would change, for whoever is still writing them. */
export function TryRules({ programmeId: id }: { programmeId: string }) {
  const form = useFormState()
  const [trial, setTrial] = useState<Trial>()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      setTrial(await tryRules(id, form.value('rules') as ProgrammeRules))
    } catch (error) {
      refused(error as Error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Stack>
      <Row>
        <Button small busy={busy} onClick={() => void run()}>
          {t('What would change?')}
        </Button>
        <Muted small>
          {t('Compares with what holds now, and tries it on past applications and claims. Nothing is changed.')}
        </Muted>
      </Row>
      {trial && <WhatChanges trial={trial} />}
    </Stack>
  )
}
