import { createTask, finishTask, listTasks, taskOwners, updateTask, type Task } from '@hansa/contract/tasks'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useList, useSend } from '../api.ts'
import { Button, IconButton } from '../kit/Button.tsx'
import { optionsOf, SelectField } from '../kit/choices.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { DateField, SubmitBar, SwitchField, TextAreaField, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Row } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { refused, told } from '../kit/toast.ts'
import { useMay } from '../me.ts'
import { FinishTask } from './FinishTask.tsx'
import { taskColumns } from './task-columns.tsx'

/** What is to be done with one partner: the steps of its onboarding and what was added, of both sides. */
export function PartnerTasks({ organizationId }: { organizationId: string }) {
  const list = useList(listTasks, { organizationId, limit: 200 })
  const [adding, setAdding] = useState(false)
  const may = useMay('tasks.write')
  const add = useSend(createTask)
  const close = () => setAdding(false)
  return (
    <Section
      title={t('Tasks')}
      actions={
        <Button small icon={IconPlus} may={may} onClick={() => setAdding(true)}>
          {t('Add task')}
        </Button>
      }
    >
      <DataTable
        label={t('Tasks')}
        list={list}
        columns={[
          ...taskColumns,
          { id: 'acts', header: t('Acts'), align: 'end', cell: (task) => <Acts task={task} /> },
        ]}
        empty={
          <Empty title={t('Nothing to do')}>{t('Approving an application gives a partner its first steps.')}</Empty>
        }
      />
      <Dialog opened={adding} title={t('Add a task')} onClose={close}>
        <Form
          schema={createTask.input}
          initial={{ owner: 'vendor' }}
          fixed={{ organizationId }}
          send={add.mutateAsync}
          guard={false}
          onSent={() => {
            told(t('Task added'))
            close()
          }}
        >
          <TextField name="title" label={t('What')} />
          <TextAreaField name="help" label={t('How')} rows={3} />
          <SelectField name="owner" label={t('Who')} options={optionsOf(taskOwners)} />
          <DateField name="dueOn" label={t('Due')} />
          <SwitchField name="evidenceNeeded" label={t('Needs evidence')} />
          <SubmitBar label={t('Add task')} onCancel={close} />
        </Form>
      </Dialog>
    </Section>
  )
}

function Acts({ task }: { task: Task }) {
  const change = useSend(updateTask)
  const { id, version } = task
  const set = (state: 'open' | 'dropped') =>
    change.mutate({ id, version, state }, { onSuccess: () => told(t('Task changed')), onError: refused })
  if (task.state === 'done' || task.state === 'dropped')
    return (
      <Button small kind="quiet" may={task.may['edit']} onClick={() => set('open')}>
        {t('Take up again')}
      </Button>
    )
  return (
    <Row gap="xs">
      <FinishTask task={task} endpoint={finishTask} />
      {task.may['edit'] === true && (
        <IconButton
          small
          icon={IconTrash}
          label={t('Drop “{title}”', { title: task.title })}
          onClick={() => set('dropped')}
        />
      )}
    </Row>
  )
}
