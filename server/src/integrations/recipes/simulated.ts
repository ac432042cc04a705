import { importTargets, type Recipe } from '@hansa/contract/integrations'
import { columns, mappingOf, targets } from '@hansa/simulator/shape'

/** The files that `npm run simulate` writes: their columns are named as the fields of the target. */
export const simulated: readonly Recipe[] = targets.map((target) => ({
  id: `simulated_${target}`,
  name: `Simulator: ${importTargets[target].title.toLowerCase()}`,
  about:
    'A file of a simulated ecosystem. Import its organizations first: the other files know companies by their keys.',
  shipped: true,
  columns: [...columns[target]],
  mapping: mappingOf(target),
}))
