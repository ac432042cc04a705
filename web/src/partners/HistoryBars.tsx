import { spellFields, type PartnerStage, type Spell, type SpellField } from '@hansa/contract/partners'
import { Spans, type SpanTrack } from '../kit/Spans.tsx'
import { t } from '../kit/language.tsx'
import { spellLabel, stageTones, today } from './words.ts'

/** Fields of a partnership as bars over the years; each type, as several hold at once, in a line of its own. */
export function HistoryBars({ spells, fields }: { spells: readonly Spell[]; fields: readonly SpellField[] }) {
  const track = (label: string, of: readonly Spell[]): SpanTrack => ({
    label,
    spans: of.map(({ id, label: name, from, to, field, value }) => ({
      id,
      label: spellLabel({ field, label: name }),
      from,
      to,
      tone: field === 'stage' ? stageTones[value as PartnerStage] : 'accent',
    })),
  })
  const tracks = fields.flatMap((field) => {
    const of = spells.filter((spell) => spell.field === field)
    if (field !== 'type') return of.length > 0 ? [track(t(spellFields[field]), of)] : []
    return [...Map.groupBy(of, spellLabel)].map(([label, each]) => track(label, each))
  })
  return <Spans label={t('History')} tracks={tracks} until={today()} />
}
