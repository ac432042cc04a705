import { word } from '@hansa/contract/language'
import type { Recipe } from '@hansa/contract/integrations'
import { columns, mappingOf, targets, type Target } from '@hansa/simulator/shape'

const names: Readonly<Record<Target, string>> = {
  organizations: word('Simulator: organizations'),
  partnerships: word('Simulator: partners with dated tier and stage'),
  applications: word('Simulator: applications'),
  people: word('Simulator: people'),
  relationships: word('Simulator: relationships'),
  deals: word('Simulator: deals'),
  revenue: word('Simulator: revenue'),
  certifications: word('Simulator: certifications'),
  satisfaction: word('Simulator: satisfaction'),
  events: word('Simulator: events'),
}

/** The files that `npm run simulate` writes: their columns are named as the fields of the target. */
export const simulated: readonly Recipe[] = targets.map((target) => ({
  id: `simulated_${target}`,
  name: names[target],
  about: word(
    'A file of a simulated ecosystem. Import its organizations first: the other files know companies by their keys.',
  ),
  shipped: true,
  columns: [...columns[target]],
  mapping: mappingOf(target),
}))
