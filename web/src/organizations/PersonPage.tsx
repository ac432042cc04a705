import { readPerson, updatePerson, type Person } from '@hansa/contract/organizations'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api.ts'
import { RecordTimeline } from '../events/RecordTimeline.tsx'
import { Button } from '../kit/Button.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Facts } from '../kit/Facts.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { Link } from '../kit/Link.tsx'
import { CountryName } from '../kit/Numbers.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Tags } from '../kit/Tag.tsx'
import { t } from '../kit/language.tsx'
import { told } from '../kit/toast.ts'
import { paths } from '../paths.ts'
import { useEdit } from '../useEdit.tsx'
import { mailOf, PersonFields } from './people.tsx'

/** One person: how to reach them, where they work, and what happened. */
export const PersonPage = ({ id }: { id: string }) => (
  <Ready query={useQuery(ask(readPerson, { id }))}>{(person) => <Shown person={person} />}</Ready>
)

const Shown = ({ person }: { person: Person }) => (
  <Page
    title={person.name}
    crumbs={[{ label: t('People'), to: paths.people() }]}
    lead={person.title}
    actions={<EditPerson person={person} />}
    aside={<PersonFacts person={person} />}
  >
    <RecordTimeline recordId={person.id} />
  </Page>
)

const PersonFacts = ({ person }: { person: Person }) => (
  <Section title={t('Person')}>
    <Facts
      items={[
        {
          label: t('Organization'),
          value: person.organizationId && (
            <Link to={paths.organization(person.organizationId)}>{person.organizationName ?? t('Organization')}</Link>
          ),
        },
        { label: t('E-mail'), value: mailOf(person) },
        { label: t('Phone'), value: person.phone && <Link href={`tel:${person.phone}`}>{person.phone}</Link> },
        { label: t('Country'), value: <CountryName code={person.country} /> },
        { label: t('Tags'), value: person.tags.length > 0 ? <Tags most={9} values={person.tags} /> : null },
        { label: t('Added'), value: <DateTime ago value={person.createdAt} /> },
        { label: t('Changed'), value: <DateTime ago value={person.updatedAt} /> },
      ]}
    />
  </Section>
)

function EditPerson({ person }: { person: Person }) {
  const [open, setOpen] = useState(false)
  const { send, overtaken } = useEdit(updatePerson)
  const close = () => setOpen(false)
  const { id, version, organizationId, organizationName } = person
  const { name, title, email, phone, country, tags } = person
  return (
    <>
      <Button kind="primary" may={person.may['edit']} onClick={() => setOpen(true)}>
        {t('Edit')}
      </Button>
      <Dialog wide opened={open} title={t('Edit {name}', { name })} onClose={close}>
        <Form
          key={version}
          schema={updatePerson.input}
          initial={{ name, title, email, phone, country, organizationId, tags }}
          fixed={{ id, version }}
          send={send}
          guard={false}
          onSent={() => {
            told(t('Person saved'))
            close()
          }}
        >
          {overtaken}
          <PersonFields
            organization={
              organizationId && organizationName ? { value: organizationId, label: organizationName } : undefined
            }
          />
          <SubmitBar label={t('Save')} onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
