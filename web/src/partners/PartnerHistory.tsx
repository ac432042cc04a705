import { listSpells, removeSpell, spellFields, type Partner, type Spell } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api.ts'
import { ConfirmSend } from '../ConfirmSend.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { retold, t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Menu } from '../kit/Menu.tsx'
import { None } from '../kit/None.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { CorrectSpell } from './CorrectSpell.tsx'
import { HistoryBars } from './HistoryBars.tsx'
import { spellLabel, today } from './words.ts'

const columns = [
  { key: 'field', label: t('Field') },
  { key: 'value', label: t('Value') },
  { key: 'from', label: t('From'), align: 'end' },
  { key: 'to', label: t('Until'), align: 'end' },
  { key: 'reason', label: t('Reason') },
  { key: 'source', label: t('Source') },
  { key: 'acts', label: t('Mend'), align: 'end' },
] as const
const fields = ['stage', 'tier', 'type', 'manager', 'territory'] as const

/** Where a spell came from, in words: `import:members.csv`. */
const sourceText = (source: string) =>
  source === 'workspace'
    ? t('By hand')
    : source === 'api'
      ? 'API'
      : t('Import of {source}', { source: source.replace(/^import:/, '') })

/** The dated history of a partnership: as bars, and spell by spell, where wrong ones can be mended. */
export const PartnerHistory = ({ partner }: { partner: Partner }) => (
  <Ready query={useQuery(ask(listSpells, { organizationId: partner.organizationId }))}>
    {({ items }: { items: Spell[] }) => <Shown partner={partner} spells={items} />}
  </Ready>
)

function Shown({ partner, spells }: { partner: Partner; spells: Spell[] }) {
  const [correcting, setCorrecting] = useState<Spell>()
  const [removing, setRemoving] = useState<Spell>()
  const { organizationId, version } = partner
  const may = partner.may['edit']
  const newestFirst = fields.flatMap((field) => spells.filter((spell) => spell.field === field).reverse())
  return (
    <Stack gap="lg">
      <Section boxed>
        <HistoryBars spells={spells} fields={fields} />
      </Section>
      <Section
        title={t('Spells')}
        lead={t(
          'What held from a day on, up to but not including another. To change something from a day on, edit the partner; mend here what was recorded wrongly.',
        )}
      >
        <SimpleTable
          label={t('Spells')}
          columns={columns}
          items={newestFirst.map((spell) => ({
            field: t(spellFields[spell.field]),
            value: spellLabel(spell),
            from: <DateText value={spell.from} />,
            to: spell.to ? <DateText value={spell.to} /> : spell.from > today() ? 'open' : 'today',
            reason: retold(spell.reason ?? '') || <None />,
            source: sourceText(spell.source),
            acts: (
              <Menu
                label={t('Mend {label}', { label: spellLabel(spell) })}
                items={[
                  [{ label: t('Correct …'), ...(may !== undefined && { may }), onClick: () => setCorrecting(spell) }],
                  [
                    {
                      label: t('Remove …'),
                      danger: true,
                      ...(may !== undefined && { may }),
                      onClick: () => setRemoving(spell),
                    },
                  ],
                ]}
              />
            ),
          }))}
        />
      </Section>
      {correcting && <CorrectSpell partner={partner} spell={correcting} onClose={() => setCorrecting(undefined)} />}
      <ConfirmSend
        endpoint={removeSpell}
        input={removing && { organizationId, spellId: removing.id, version }}
        title={t('Remove {name}?', { name: removing ? spellLabel(removing) : '' })}
        confirm={t('Remove')}
        danger
        said={t('History mended')}
        onClose={() => setRemoving(undefined)}
      >
        {t(
          'It goes out of the history as if it had never been, and what held before it goes on in its place. The log keeps that it was removed.',
        )}
      </ConfirmSend>
    </Stack>
  )
}
