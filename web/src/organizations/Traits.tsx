import { word } from '@hansa/contract/language'
import { Trait, updateOrganization, type Organization } from '@hansa/contract/organizations'
import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { Button } from '../kit/Button.tsx'
import { optionsOf, SelectField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { NumberField, SubmitBar, SwitchField, TextField } from '../kit/fields.tsx'
import { Facts } from '../kit/Facts.tsx'
import { Form, useField } from '../kit/Form.tsx'
import { countText, wordsOf } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Muted, Row } from '../kit/layout.tsx'
import { Menu } from '../kit/Menu.tsx'
import { Section } from '../kit/Page.tsx'
import { refused, told } from '../kit/toast.ts'
import { useEdit } from '../useEdit.tsx'

type Trait = z.infer<typeof Trait>

const kinds = { string: t('Text'), number: t('Number'), boolean: t('Yes or no') }
type Kind = keyof typeof kinds
const kindOf = (value: Trait) => typeof value as Kind

const textOf = (value: Trait) =>
  typeof value === 'boolean' ? (value ? t('Yes') : t('No')) : typeof value === 'number' ? countText(value) : value

/** The facts that this programme keeps beyond the common ones; each is added, changed and taken off by itself. */
export function Traits({ organization }: { organization: Organization }) {
  const [editing, setEditing] = useState<{ name: string; value: Trait } | 'new'>()
  const { send, overtaken } = useEdit(updateOrganization)
  const { id, version, traits, may } = organization
  const remove = (name: string) => {
    const { [name]: _, ...rest } = traits
    send({ id, version, traits: rest }).then(() => told(t('Trait taken off')), refused)
  }
  const mayEdit = may['edit'] !== undefined && { may: may['edit'] }
  return (
    <Section
      title={t('Traits')}
      actions={
        <Button small {...mayEdit} onClick={() => setEditing('new')}>
          {t('Add trait')}
        </Button>
      }
    >
      {overtaken}
      {Object.keys(traits).length === 0 && (
        <Muted small>{t('What else this programme knows of its organizations.')}</Muted>
      )}
      <Facts
        items={Object.entries(traits).map(([name, value]) => ({
          label: wordsOf(name),
          value: (
            <Row spread gap="xs">
              <span>{textOf(value)}</span>
              <Menu
                label={t('Change {name}', { name: wordsOf(name) })}
                items={[
                  [{ label: t('Change …'), ...mayEdit, onClick: () => setEditing({ name, value }) }],
                  [{ label: t('Take off'), danger: true, ...mayEdit, onClick: () => remove(name) }],
                ]}
              />
            </Row>
          ),
        }))}
      />
      {editing && (
        <EditTrait
          key={version}
          organization={organization}
          trait={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Section>
  )
}

const Entry = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, word('must be a name like has_warehouse')),
  kind: z.enum(['string', 'number', 'boolean']),
  value: Trait.optional(),
})

function EditTrait({
  organization,
  trait,
  onClose,
}: {
  organization: Organization
  trait: { name: string; value: Trait } | undefined
  onClose: () => void
}) {
  const { send, overtaken } = useEdit(updateOrganization)
  const { id, version, traits } = organization
  return (
    <Dialog
      opened
      title={trait ? t('Change {name}', { name: wordsOf(trait.name) }) : t('Add a trait')}
      onClose={onClose}
    >
      <Form
        schema={Entry}
        initial={trait ? { ...trait, kind: kindOf(trait.value) } : { kind: 'string' }}
        send={({ name, kind, value }) =>
          send({ id, version, traits: { ...traits, [name]: value ?? (kind === 'boolean' ? false : '') } })
        }
        guard={false}
        onSent={() => {
          told(t('Trait saved'))
          onClose()
        }}
      >
        {overtaken}
        <TextField name="name" label={t('Name')} hint={t('Like has_warehouse.')} disabled={trait !== undefined} />
        <SelectField name="kind" label={t('Kind')} options={optionsOf(kinds)} />
        <ValueField />
        <SubmitBar label={t('Save trait')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}

/** The value in the field of its kind; one of another kind goes with the kind. */
function ValueField() {
  const kind = useField<Kind>('kind').value
  const { value, set } = useField<Trait>('value')
  const put = useRef(set)
  const isOther = value !== undefined && typeof value !== kind
  useEffect(() => {
    if (isOther) put.current(null)
  }, [isOther])
  if (isOther) return null
  if (kind === 'boolean') return <SwitchField name="value" label={t('Yes')} />
  if (kind === 'number') return <NumberField name="value" label={t('Value')} decimals={6} />
  return <TextField name="value" label={t('Value')} />
}
