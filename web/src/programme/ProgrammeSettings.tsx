import { createProgramme, listProgrammes, updateProgramme, type Programme } from '@hansa/contract/programme'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Copyable } from '../kit/Copyable.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, SwitchField, TextAreaField, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Row, Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { told } from '../kit/toast.ts'
import { valueOf } from '../kit/query.ts'
import { useUrl } from '../kit/useUrl.ts'
import { useMay } from '../me.ts'
import { portalPaths } from '../paths.ts'
import { useEdit } from '../useEdit.tsx'
import { Rules } from './Rules.tsx'
import { SanctionsLists } from './SanctionsLists.tsx'

/** The programmes, their application forms and their rules, and the sanctions list that vetting looks into. */
export function ProgrammeSettings() {
  const url = useUrl()
  return (
    <Ready query={useQuery(ask(listProgrammes, {}))}>
      {({ items }) => {
        const one = items.find(({ id }) => id === valueOf(url.query, 'programme')) ?? items[0]!
        return (
          <Stack gap="lg">
            <Row>
              {items.length > 1 &&
                items.map((each) => (
                  <Button
                    key={each.id}
                    small
                    kind={each.id === one.id ? 'normal' : 'quiet'}
                    onClick={() => url.set({ programme: each.id })}
                  >
                    {each.name}
                  </Button>
                ))}
              <NewProgramme like={one} onMade={(id) => url.set({ programme: id })} />
            </Row>
            <Basics key={`${one.id} ${one.version}`} one={one} />
            <Rules key={one.id} programme={one} />
            <SanctionsLists />
          </Stack>
        )
      }}
    </Ready>
  )
}

function Basics({ one }: { one: Programme }) {
  const { send, overtaken } = useEdit(updateProgramme)
  const { id, version, name, description, slug, applicationsOpen } = one
  const address = location.origin + portalPaths.apply(slug)
  return (
    <Section
      title={one.name}
      boxed
      actions={
        <Button small to={portalPaths.apply(slug)}>
          {t('See the form')}
        </Button>
      }
    >
      <Form
        schema={updateProgramme.input}
        initial={{ name, description, slug, applicationsOpen }}
        fixed={{ id, version }}
        send={send}
        onSent={() => told(t('Programme saved'))}
      >
        {overtaken}
        <Columns min={260}>
          <TextField name="name" label={t('Name')} />
          <TextField
            name="slug"
            label={t('Address of the form')}
            hint={t('The last part: small letters, digits, hyphens.')}
          />
        </Columns>
        <TextAreaField name="description" label={t('Description')} rows={2} />
        <SwitchField
          name="applicationsOpen"
          label={t('Applications are open')}
          hint={t('Closed, the form says so and takes nothing.')}
        />
        <Copyable label={t('Address of the form')} text={address} />
        <SubmitBar label={t('Save programme')} />
      </Form>
    </Section>
  )
}

function NewProgramme({ like, onMade }: { like: Programme; onMade: (id: string) => void }) {
  const [open, setOpen] = useState(false)
  const send = useSend(createProgramme)
  const close = () => setOpen(false)
  return (
    <>
      <Button small may={useMay('programme.write')} onClick={() => setOpen(true)}>
        {t('New programme')}
      </Button>
      <Dialog opened={open} title={t('New programme')} onClose={close}>
        <Form
          schema={createProgramme.input}
          fixed={{ like: like.id }}
          send={send.mutateAsync}
          guard={false}
          onSent={({ id, name }) => {
            told(t('Programme “{name}” begun', { name }))
            close()
            onMade(id)
          }}
        >
          <TextField
            name="name"
            label={t('Name')}
            hint={t('It begins with the rules of {programme}.', { programme: like.name })}
          />
          <SubmitBar label={t('Begin programme')} onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
