import {
  announceProgrammeVersion,
  listProgrammeVersions,
  withdrawProgrammeVersion,
  type Programme,
  type ProgrammeRules,
  type ProgrammeVersion,
} from '@hansa/contract/programme'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { ask, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DateField, SubmitBar, TextField } from '../kit/fields.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { Form } from '../kit/Form.tsx'
import { dayText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Columns, Row, Stack } from '../kit/layout.tsx'
import { None } from '../kit/None.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Tag } from '../kit/Tag.tsx'
import { refused, told } from '../kit/toast.ts'
import { FormFields } from './FormFields.tsx'
import { OnboardingFields } from './OnboardingFields.tsx'
import { PipelineFields } from './PipelineFields.tsx'
import { RuleFields } from './RuleFields.tsx'
import { creditGroups, registrationGroups } from './rule-table.ts'
import { TryRules } from './TryRules.tsx'
import { tryRules, WhatChanges, type Trial } from './WhatChanges.tsx'
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

/** One part of the rules at a time: what was changed in the others stays. */
const parts = {
  applications: {
    name: t('Applications'),
    fields: (
      <>
        <FormFields />
        <VettingFields />
      </>
    ),
  },
  onboarding: { name: t('Onboarding and leaving'), fields: <OnboardingFields /> },
  registration: { name: t('Deal registrations'), fields: <RuleFields groups={registrationGroups} /> },
  pipeline: { name: t('Pipeline'), fields: <PipelineFields /> },
  credit: { name: t('Credit for deals'), fields: <RuleFields groups={creditGroups} /> },
} as const
type Part = keyof typeof parts

type Announced = z.input<typeof announceProgrammeVersion.input>

function Editor({ programme, newest }: { programme: Programme; newest: ProgrammeVersion }) {
  const { id } = programme
  const [ready, setReady] = useState<{ version: Announced; trial: Trial }>()
  const [part, setPart] = useState<Part>('applications')
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
        // Nobody announces what they have not seen the effect of.
        send={async (version) => ({ version, trial: await tryRules(id, version.rules as ProgrammeRules) })}
        onSent={(tried) => {
          setReady(tried)
          return false
        }}
      >
        <Stack gap="lg">
          <Row>
            {Object.entries(parts).map(([key, { name }]) => (
              <Button
                key={key}
                small
                kind={key === part ? 'normal' : 'quiet'}
                pressed={key === part}
                onClick={() => setPart(key as Part)}
              >
                {name}
              </Button>
            ))}
          </Row>
          {parts[part].fields}
          <TryRules programmeId={id} />
          <Columns min={260}>
            <DateField name="from" label={t('Holds from')} hint={t('Left empty, from now on.')} />
            <TextField name="note" label={t('What this version is for')} />
          </Columns>
        </Stack>
        <SubmitBar label={t('Announce version')} />
      </Form>
      {ready && <Announce {...ready} onClose={() => setReady(undefined)} />}
    </Section>
  )
}

/** What would change, once more, before it does. */
function Announce({ version, trial, onClose }: { version: Announced; trial: Trial; onClose: () => void }) {
  const send = useSend(announceProgrammeVersion)
  const announced = ({ number }: ProgrammeVersion) => {
    told(t('Version {number} announced', { number: String(number) }))
    onClose()
  }
  return (
    <Dialog wide opened title={t('Announce this version?')} onClose={onClose}>
      <Stack>
        <p>
          {version.from
            ? t('It holds from {day} on. Until then it can be withdrawn.', { day: dayText(version.from) })
            : t('It holds from now on, and cannot be taken back.')}
        </p>
        <WhatChanges trial={trial} />
        <Row>
          <Button
            kind="primary"
            busy={send.isPending}
            onClick={() => send.mutate(version, { onSuccess: announced, onError: refused })}
          >
            {t('Announce')}
          </Button>
          <Button onClick={onClose}>{t('Go on editing')}</Button>
        </Row>
      </Stack>
    </Dialog>
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
