import { tryProgrammeRules } from '@hansa/contract/applications'
import { compareProgrammeRules, type ProgrammeRules } from '@hansa/contract/programme'
import { useState } from 'react'
import type { z } from 'zod'
import { call } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Diff } from '../kit/Diff.tsx'
import { useFormState } from '../kit/Form.tsx'
import { wordsOf } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { refused } from '../kit/toast.ts'
import { paths } from '../paths.ts'
import { proposals, stateText } from './words.ts'

type Tried = z.output<typeof tryProgrammeRules.output>
type Compared = z.output<typeof compareProgrammeRules.output>

const shown = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)
const pathText = (path: string) => path.split('.').map(wordsOf).join(' › ')

/** What the rules on screen would change: against those that hold, and over the decisions of the past. */
export function TryRules({ programmeId: id }: { programmeId: string }) {
  const form = useFormState()
  const [compared, setCompared] = useState<Compared>()
  const [tried, setTried] = useState<Tried>()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      const rules = form.value('rules') as ProgrammeRules
      setCompared(await call(compareProgrammeRules, { id, rules }))
      setTried(await call(tryProgrammeRules, { id, rules }))
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
        <Muted small>{t('Compares with what holds now, and tries it on past applications. Nothing is changed.')}</Muted>
      </Row>
      {compared &&
        (compared.differences.length === 0 ? (
          <p>{t('Nothing: these are the rules that hold.')}</p>
        ) : (
          <Diff
            changes={compared.differences.map(({ path, before, after }) => ({
              label: pathText(path),
              before: shown(before),
              after: shown(after),
            }))}
          />
        ))}
      {tried && <Outcome tried={tried} />}
    </Stack>
  )
}

const Outcome = ({ tried: { tried, different } }: { tried: Tried }) => (
  <Stack>
    <p>
      {t('{different} of {tried, number} past applications would be decided differently.', {
        different: different.length,
        tried,
      })}
    </p>
    {different.length > 0 && (
      <SimpleTable
        label={t('Decided differently')}
        columns={[
          { key: 'company', label: t('Company') },
          { key: 'state', label: t('State') },
          { key: 'before', label: t('Before') },
          { key: 'after', label: t('After') },
        ]}
        items={different.slice(0, 50).map((one) => ({
          company: <Link to={paths.application(one.id)}>{one.company}</Link>,
          state: stateText(one.state),
          before: outcomeText(one.before),
          after: outcomeText(one.after),
        }))}
      />
    )}
  </Stack>
)

const outcomeText = ({ proposal, bySelf }: Tried['different'][number]['before']): string =>
  bySelf ? t('{proposal}, by itself', { proposal: proposals[proposal] }) : proposals[proposal]
