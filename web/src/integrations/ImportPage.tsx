import { importStates, readImport, type Import } from '@hansa/contract/integrations'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api.ts'
import { Page } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Steps } from '../kit/Steps.tsx'
import { Tag } from '../kit/Tag.tsx'
import { retold, t } from '../kit/language.tsx'
import { paths } from '../paths.ts'
import { CheckStep } from './CheckStep.tsx'
import { MappingStep } from './MappingStep.tsx'
import { RunStep } from './RunStep.tsx'
import { steps } from './steps.ts'
import { tones } from './words.ts'

const stepOf = (it: Import): number =>
  ({
    draft: 1,
    checking: 2,
    checked: 2,
    running: 3,
    done: 3,
    failed: it.report || it.check ? 3 : 2,
    cancelled: it.check ? 3 : 2,
  })[it.state]

const isLive = (it: Import | undefined) => it?.job?.state === 'queued' || it?.job?.state === 'running'

/** One import on its way: mapping, dry run, import, report. Where it stands is where the import itself stands. */
export function ImportPage({ id }: { id: string }) {
  const query = useQuery({
    ...ask(readImport, { id }),
    refetchInterval: ({ state }) => (isLive(state.data) ? 700 : false),
  })
  return <Ready query={query}>{(it) => <Shown it={it} />}</Ready>
}

function Shown({ it }: { it: Import }) {
  const [back, setBack] = useState<{ from: Import['state']; step: number } | null>(null)
  const step = back && back.from === it.state && !isLive(it) ? back.step : stepOf(it)
  const go = (index: number) => setBack({ from: it.state, step: Math.max(1, index) })
  return (
    <Page
      title={it.fileName}
      crumbs={[{ label: t('Imports'), to: paths.imports() }]}
      meta={
        <Tag dot tone={tones[it.state]}>
          {t(importStates[it.state])}
        </Tag>
      }
      lead={retold(it.format.why)}
    >
      <Steps label={t('Import')} steps={steps} current={step} {...(!isLive(it) && { onStep: go })}>
        {step === 1 && (
          <MappingStep key={`${it.state} ${it.format.encoding} ${it.format.delimiter}`} it={it} onNext={() => go(2)} />
        )}
        {step === 2 && <CheckStep it={it} />}
        {step === 3 && <RunStep it={it} />}
      </Steps>
    </Page>
  )
}
