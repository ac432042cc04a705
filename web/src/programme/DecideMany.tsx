import {
  applicationActs,
  decideApplications,
  type Application,
  type ApplicationAct,
} from '@hansa/contract/applications'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { optionsOf, SelectField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { Form, useField } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { told } from '../kit/toast.ts'
import { reasonOptions } from './words.ts'

const acts = optionsOf(Object.fromEntries(Object.entries(applicationActs).map(([act, { name }]) => [act, name])))

/** One decision on many applications; each is decided on for itself, and those that could not be are named. */
export function DecideMany({
  items,
  onClose,
  onDone,
}: {
  items: readonly Application[]
  onClose: () => void
  onDone: () => void
}) {
  const send = useSend(decideApplications)
  const [failed, setFailed] = useState<{ company: string; problem: string }[]>()
  const count = items.length
  const nameOf = new Map(items.map((it) => [it.id, it.company]))
  return (
    <Dialog
      wide
      opened
      onClose={failed ? onDone : onClose}
      title={t('Decide on {count, number} applications', { count, defaultValue_one: 'Decide on {count} application' })}
    >
      {failed ? (
        <Stack>
          <Muted>{t('These were left as they are:')}</Muted>
          <SimpleTable
            label={t('Not decided')}
            columns={[
              { key: 'company', label: t('Company') },
              { key: 'problem', label: t('Why') },
            ]}
            items={failed}
          />
        </Stack>
      ) : (
        <Form
          schema={decideApplications.input}
          initial={{ act: 'approve' }}
          fixed={{ applications: items.map(({ id, version }) => ({ id, version })) }}
          send={send.mutateAsync}
          guard={false}
          onSent={({ items: done }) => {
            const problems = done.flatMap(({ id, problem }) =>
              problem ? [{ company: nameOf.get(id) ?? id, problem }] : [],
            )
            told(t('{done} of {count, number} decided', { done: count - problems.length, count }))
            if (problems.length > 0) setFailed(problems)
            else onDone()
          }}
        >
          <SelectField name="act" label={t('Decision')} options={acts} />
          <Asked />
          <SubmitBar label={t('Decide')} onCancel={onClose} />
        </Form>
      )}
    </Dialog>
  )
}

/** What the chosen decision asks for. */
function Asked() {
  const act = useField<ApplicationAct>('act').value
  return (
    <>
      {act === 'reject' && <SelectField name="reason" label={t('Reason')} options={reasonOptions} />}
      {act !== 'reopen' && (
        <TextAreaField name="note" label={t('In words')} rows={3} hint={t('The applicant reads it.')} />
      )}
    </>
  )
}
