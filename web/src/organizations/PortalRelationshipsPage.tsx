import { listCompanyRelationships, proposeRelationship } from '@hansa/contract/company'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { ask, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { SelectField } from '../kit/choices.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextAreaField, TextField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Empty } from '../kit/State.tsx'
import { told } from '../kit/toast.ts'
import { PortalSuggestions } from './PortalSuggestions.tsx'
import { relationshipWords } from './suggestions.tsx'

/** With whom the own company works in this ecosystem, as far as the vendor has disclosed it. */
export function PortalRelationshipsPage() {
  const query = useQuery(ask(listCompanyRelationships, {}))
  const [proposing, setProposing] = useState(false)
  const propose = (
    <Button kind="primary" may={query.data?.may['propose']} onClick={() => setProposing(true)}>
      {t('Propose relationship')}
    </Button>
  )
  return (
    <Page
      title={t('Relationships')}
      lead={t('Companies that yours works with in this ecosystem. Each side sees the other by name and nothing else.')}
      actions={propose}
      width="text"
    >
      <Ready query={query}>
        {({ items, proposed, may }) => (
          <>
            {items.length === 0 ? (
              <Empty title={t('No relationships yet')}>
                {t('Propose with whom you integrate, whom you distribute to or refer to; the vendor confirms it.')}
              </Empty>
            ) : (
              <SimpleTable
                label={t('Relationships')}
                columns={[
                  { key: 'name', label: t('Company') },
                  { key: 'kind', label: t('Relationship') },
                  { key: 'since', label: t('Since'), align: 'end' },
                  { key: 'until', label: t('Until'), align: 'end' },
                ]}
                items={items.map((it) => ({
                  name: it.name,
                  kind: relationshipWords[it.kind][it.direction],
                  since: <DateText value={it.since} />,
                  until: <DateText value={it.until} />,
                }))}
              />
            )}
            {proposed.length > 0 && (
              <Section title={t('What you proposed')} lead={t('What waits, and what was decided in the last 30 days.')}>
                <PortalSuggestions suggestions={proposed} may={may['propose']} />
              </Section>
            )}
          </>
        )}
      </Ready>
      <Dialog opened={proposing} title={t('Propose a relationship')} onClose={() => setProposing(false)}>
        <Propose onDone={() => setProposing(false)} />
      </Dialog>
    </Page>
  )
}

/** Kind and direction are one choice: `refers_to:from`. */
const input = proposeRelationship.input.omit({ kind: true, direction: true }).extend({ relationship: z.string() })
const choices = Object.entries(relationshipWords).flatMap(([kind, { from, to }]) => [
  { value: `${kind}:from`, label: from },
  // Who integrates with whom is one thing, said from either side.
  ...(kind === 'integrates_with' ? [] : [{ value: `${kind}:to`, label: to }]),
])

function Propose({ onDone }: { onDone: () => void }) {
  const send = useSend(proposeRelationship)
  return (
    <Form
      schema={input}
      send={({ relationship, ...rest }) => {
        const [kind, direction] = relationship.split(':')
        return send.mutateAsync({ ...rest, kind, direction } as z.input<typeof proposeRelationship.input>)
      }}
      guard={false}
      onSent={() => {
        told(t('Proposed. The vendor confirms it.'))
        onDone()
      }}
    >
      <SelectField name="relationship" label={t('Relationship')} options={choices} />
      <Columns min={180}>
        <TextField name="name" label={t('Company')} />
        <TextField name="website" label={t('Website')} type="url" placeholder="example.com" />
      </Columns>
      <TextAreaField name="note" label={t('Note to the vendor')} rows={2} />
      <SubmitBar label={t('Propose relationship')} onCancel={onDone} />
    </Form>
  )
}
