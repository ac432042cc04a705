import { listSpells, type Partner, type Spell } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Loading } from '../kit/State.tsx'
import { HistoryBars } from './HistoryBars.tsx'
import { PartnerFigures } from './PartnerFigures.tsx'

/** The partner at a glance: its figures, and how stage and tier came to be what they are. */
export const PartnerOverview = ({ partner }: { partner: Partner }) => (
  <Ready
    query={useQuery(ask(listSpells, { organizationId: partner.organizationId }))}
    loading={<Loading kind="stats" count={3} />}
  >
    {({ items }: { items: Spell[] }) => (
      <>
        <Section>
          <PartnerFigures partner={partner} spells={items} />
        </Section>
        <Section title="Stages and tiers" boxed>
          <HistoryBars spells={items} fields={['stage', 'tier']} />
        </Section>
      </>
    )}
  </Ready>
)
