import { listSpells, type Partner, type Spell } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { t } from '../kit/language.tsx'
import type { RecordSection } from '../sections.ts'
import { HistoryBars } from './HistoryBars.tsx'

/** The partner at a glance: how stage and tier came to be what they are, and what other capabilities say of it. */
export const PartnerOverview = ({ partner, sections }: { partner: Partner; sections: readonly RecordSection[] }) => {
  const { organizationId } = partner
  return (
    <>
      {sections.map(({ title, Section: Brought }) => (
        <Section key={title} title={title}>
          <Brought organizationId={organizationId} />
        </Section>
      ))}
      <Section title={t('Stages and tiers')} boxed>
        <Ready query={useQuery(ask(listSpells, { organizationId }))}>
          {({ items }: { items: Spell[] }) => <HistoryBars spells={items} fields={['stage', 'tier']} />}
        </Ready>
      </Section>
    </>
  )
}
