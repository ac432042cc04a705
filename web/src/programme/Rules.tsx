import {
  announceProgrammeVersion,
  listProgrammeVersions,
  withdrawProgrammeVersion,
  type Programme,
  type ProgrammeVersion,
} from '@hansa/contract/programme'
import { useQuery } from '@tanstack/react-query'
import { ask, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DateField, SubmitBar, TextField } from '../kit/fields.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Stack } from '../kit/layout.tsx'
import { None } from '../kit/None.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Tag } from '../kit/Tag.tsx'
import { refused, told } from '../kit/toast.ts'
import { FormFields } from './FormFields.tsx'
import { OnboardingFields } from './OnboardingFields.tsx'
import { TryRules } from './TryRules.tsx'
import { VettingFields } from './VettingFields.tsx'

const tones = { planned: 'blue', in_force: 'green', past: 'grey', withdrawn: 'grey' } as const
const states = {
  planned: t('Announced'),
  in_force: t('In force'),
  past: t('Past'),
  withdrawn: t('Withdrawn'),
}

/** The rules of a programme: a version is never edited; a new one is announced, from now or from a day on. */
export const Rules = ({ programme }: { programme: Programme }) => (
  <Ready query={useQuery(ask(listProgrammeVersions, { id: programme.id }))}>
    {({ items }) => (
      <Stack gap="lg">
        <Editor key={items[0]!.number} programme={programme} newest={items[0]!} />
        <Versions items={items} may={programme.may['edit']} />
      </Stack>
    )}
  </Ready>
)

function Editor({ programme, newest }: { programme: Programme; newest: ProgrammeVersion }) {
  const send = useSend(announceProgrammeVersion)
  const { id } = programme
  return (
    <Section
      title={t('Rules')}
      lead={t('What you change here holds from the day that you name. Past decisions keep the rules of their time.')}
      boxed
    >
      <Form
        schema={announceProgrammeVersion.input}
        initial={{ rules: newest.rules }}
        fixed={{ id, basedOn: newest.number }}
        send={send.mutateAsync}
        onSent={({ number }) => told(t('Version {number} announced', { number: String(number) }))}
      >
        <Stack gap="lg">
          <FormFields />
          <VettingFields />
          <OnboardingFields />
          <TryRules programmeId={id} />
          <Columns min={260}>
            <DateField name="from" label={t('Holds from')} hint={t('Left empty, from now on.')} />
            <TextField name="note" label={t('What this version is for')} />
          </Columns>
        </Stack>
        <SubmitBar label={t('Announce version')} />
      </Form>
    </Section>
  )
}

function Versions({ items, may }: { items: readonly ProgrammeVersion[]; may: true | string | undefined }) {
  const withdraw = useSend(withdrawProgrammeVersion)
  return (
    <Section title={t('Versions')}>
      <SimpleTable
        label={t('Versions')}
        columns={[
          { key: 'number', label: t('Version') },
          { key: 'state', label: t('State') },
          { key: 'from', label: t('Holds from') },
          { key: 'author', label: t('Announced by') },
          { key: 'note', label: t('For') },
          { key: 'acts', label: t('Acts'), align: 'end' },
        ]}
        items={items.map((version) => ({
          number: String(version.number),
          state: (
            <Tag dot tone={tones[version.state]}>
              {states[version.state]}
            </Tag>
          ),
          from: <DateTime value={version.validFrom} />,
          author: version.author ?? <None />,
          note: version.note || <None />,
          acts: version.state === 'planned' && (
            <Button
              small
              kind="quiet"
              may={may}
              onClick={() =>
                withdraw.mutate(
                  { id: version.programmeId, number: version.number },
                  { onSuccess: () => told(t('Withdrawn')), onError: refused },
                )
              }
            >
              {t('Withdraw')}
            </Button>
          ),
        }))}
      />
    </Section>
  )
}
