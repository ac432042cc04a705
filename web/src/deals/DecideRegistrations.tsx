import { decideRegistrations, type RegistrationRulingAct } from '@hansa/contract/registration-queue'
import { duplicateReasons, registrationStates } from '@hansa/contract/registration-states'
import { useState } from 'react'
import type { z } from 'zod'
import { useSend } from '../api.ts'
import { SelectField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { retold, t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Tag } from '../kit/Tag.tsx'
import { told } from '../kit/toast.ts'
import { reasonOptions } from './review-words.tsx'
import type { Picked } from './RulingKeys.tsx'

const acts = {
  approve: { title: t('Approve'), done: t('Approved') },
  reject: { title: t('Refuse'), done: t('Refused') },
  find_duplicate: { title: t('Already registered'), done: t('Found a duplicate') },
  request_information: { title: t('Ask for information'), done: t('The partner is asked') },
} as const
const taken = reasonOptions.filter(({ value }) => (duplicateReasons as readonly string[]).includes(value))
const refusals = reasonOptions.filter((option) => !taken.includes(option))

type Answer = z.output<typeof decideRegistrations.output>['items']

/** One ruling on one or many claims; each is judged by itself, and says what became of it. */
export function DecideRegistrations({
  items,
  clear,
  act,
  onClose,
}: Picked & { act: RegistrationRulingAct; onClose: () => void }) {
  const send = useSend(decideRegistrations)
  const [answer, setAnswer] = useState<Answer>()
  const count = items.length
  const finish = () => {
    clear()
    onClose()
  }
  const [first] = items
  return (
    <Dialog
      wide
      opened
      onClose={answer ? finish : onClose}
      title={
        count === 1
          ? `${acts[act].title}: ${first!.customerName ?? t('Registration')}, ${first!.partnerName}`
          : t('{what}: {count, number} claims', { what: acts[act].title, count })
      }
    >
      {answer ? (
        <Outcome items={items} answer={answer} />
      ) : (
        <Form
          schema={decideRegistrations.input}
          fixed={{ act, registrations: items.map(({ id, version }) => ({ id, version })) }}
          send={send.mutateAsync}
          guard={false}
          onSent={({ items: all }) => {
            if (!all.every(({ done }) => done) || count > 1) return setAnswer(all)
            told(`${first!.customerName}: ${acts[act].done}`)
            finish()
          }}
        >
          {count > 1 && (
            <Muted>{t('In their order in line; what stands in the way of one does not keep the others.')}</Muted>
          )}
          {act === 'reject' && <SelectField name="reason" label={t('Reason')} options={refusals} />}
          {act === 'find_duplicate' && <SelectField name="reason" label={t('Reason')} options={taken} />}
          <TextAreaField
            name="text"
            label={act === 'request_information' ? t('Your question') : t('In words')}
            rows={3}
            hint={t('The partner reads it.')}
          />
          <SubmitBar danger={act === 'reject' || act === 'find_duplicate'} label={acts[act].title} onCancel={onClose} />
        </Form>
      )}
    </Dialog>
  )
}

function Outcome({ items, answer }: { items: Picked['items']; answer: Answer }) {
  const of = new Map(answer.map((one) => [one.id, one]))
  const done = answer.filter((one) => one.done).length
  return (
    <Stack>
      <p>
        <output>{t('{done} of {count, number} done', { done, count: answer.length })}</output>
      </p>
      <SimpleTable
        label={t('What became of each')}
        columns={[
          { key: 'customer', label: t('Customer') },
          { key: 'partner', label: t('Partner') },
          { key: 'outcome', label: t('Outcome') },
        ]}
        items={items.map(({ id, customerName, partnerName }) => {
          const { done: isDone = false, problem = null, state = null } = of.get(id) ?? {}
          return {
            customer: customerName,
            partner: partnerName,
            outcome: isDone ? (
              <Tag dot tone="green">
                {t('Done: {state}', { state: state ? t(registrationStates[state].name) : '' })}
              </Tag>
            ) : (
              <>
                <Tag dot tone="red">
                  {t('Left as it was')}
                </Tag>
                <div>{problem && retold(problem)}</div>
              </>
            ),
          }
        })}
      />
    </Stack>
  )
}
