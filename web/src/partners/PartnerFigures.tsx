import type { Partner, Spell } from '@hansa/contract/partners'
import { countText } from '../kit/format.ts'
import { Stat, Stats } from '../kit/Stat.tsx'
import { today } from './words.ts'

/** The figures of one partner, each with what is behind it. */
export function PartnerFigures({ partner, spells }: { partner: Partner; spells: readonly Spell[] }) {
  const now = today()
  const current = (field: Spell['field']) =>
    spells.find((spell) => spell.field === field && spell.from <= now && (spell.to === null || spell.to > now))
  const [stage, tier] = [current('stage'), current('tier')]
  const until = partner.leftOn ?? now
  return (
    <Stats>
      <Stat
        label={partner.leftOn ? 'Was a partner for' : 'Partner for'}
        value={partner.since && lasting(partner.since, until)}
        explain={{
          title: 'How long it has been a partner',
          definition:
            'Days from the first day at a stage inside the programme (onboarding, active, at risk or dormant) up to today, or to the day it left.',
          formula: 'until − since',
          inputs: [
            { label: 'Since', value: partner.since },
            { label: 'Until', value: until },
          ],
        }}
      />
      <Stat label="At this stage for" value={stage && lasting(stage.from, now)} explain={behind('stage', stage, now)} />
      <Stat label="At this tier for" value={tier && lasting(tier.from, now)} explain={behind('tier', tier, now)} />
    </Stats>
  )
}

const behind = (what: string, spell: Spell | undefined, now: string) => ({
  title: `How long at this ${what}`,
  definition: `Days from the day on which the current ${what} began up to today.`,
  formula: 'today − from',
  inputs: [
    { label: `Current ${what}`, value: spell?.label ?? null },
    { label: 'From', value: spell?.from ?? null },
    { label: 'Today', value: now },
    { label: 'Reason', value: spell?.reason ?? null },
  ],
})

/** `412 days`, from two years on `3.4 years`. */
function lasting(from: string, to: string): string {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
  return days < 730 ? `${countText(days)} ${days === 1 ? 'day' : 'days'}` : `${(days / 365.25).toFixed(1)} years`
}
