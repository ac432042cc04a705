import { say } from '@hansa/contract/language'
import * as api from '@hansa/contract/partners'
import { partnerStages, partnerTypes, type PartnerStage, type PartnerType } from '@hansa/contract/partners'
import { missing, Refusal, wrong } from '../../core/errors.ts'
import { handle, type Context, type Route } from '../../core/http/route.ts'
import { readSpells } from '../queries/history.ts'
import { managerNames, readPartner } from '../queries/partners.ts'
import { corrected, wrongWith, type Correction } from '../rules/edit.ts'
import { remove, type Spell } from '../rules/spells.ts'
import { change, checkManager, theOne } from './change.ts'
import { withMay } from './partners.ts'

const labelOf = ({ field, value }: Spell, nameOf: (manager: string) => string): string => {
  if (field === 'stage') return partnerStages[value as PartnerStage].name
  if (field === 'type') return partnerTypes[value as PartnerType]
  return field === 'manager' ? nameOf(value) : value
}

/** Changes one spell of a history, and tells the log which one it was and what became of it. */
async function mend(
  ctx: Context,
  { organizationId, spellId, version }: { organizationId: string; spellId: string; version: number },
  after: (spells: readonly Spell[], was: Spell, source: string) => { spells: Spell[]; data: Record<string, unknown> },
) {
  let told: Record<string, unknown> = {}
  let partnershipId = ''
  await change(ctx, [organizationId], (held, { source }) => {
    const one = theOne(held, organizationId, version)
    const was = one.spells.find((spell) => spell.id === spellId)
    if (!was) throw missing(say`spell`, spellId)
    const { spells, data } = after(one.spells, was, source)
    const { field, value, from, to } = was
    told = { field, was: { value, from, to }, ...data }
    partnershipId = one.partnership.id
    return [{ held: one, spells, ...one.partnership }]
  })
  await ctx.record({
    verb: 'partner.history_corrected',
    objectId: partnershipId,
    organizationId,
    partnerId: organizationId,
    data: told,
  })
  return withMay(ctx.principal, await readPartner(ctx.db, organizationId))
}

export const history: Route[] = [
  handle(api.listSpells, async ({ db }, { organizationId }) => {
    const spells = (await readSpells(db, [organizationId])).get(organizationId)
    if (!spells) throw missing(say`partnership of`, organizationId)
    const nameOf = await managerNames(
      db,
      spells.map((spell) => (spell.field === 'manager' ? spell.value : null)),
    )
    return { items: spells.map((spell) => ({ ...spell, label: labelOf(spell, nameOf) })) }
  }),
  handle(api.correctSpell, async (ctx, { organizationId, spellId, version, ...correction }) => {
    await checkManager(ctx.db, correction.value, 'value')
    return mend(ctx, { organizationId, spellId, version }, (spells, was, source) => {
      const problem = wrongWith(spells, was, correction)
      if (problem) throw wrong(...problem)
      return { spells: corrected(spells, was, correction, source), data: { is: withoutReason(correction) } }
    })
  }),
  handle(api.removeSpell, (ctx, call) =>
    mend(ctx, call, (spells, was) => {
      const stages = spells.filter((spell) => spell.field === 'stage')
      if (was.field === 'stage' && stages.length === 1)
        throw new Refusal(
          'conflict',
          say`A partnership is always at some stage; correct this one instead of removing it.`,
        )
      return { spells: remove(spells, was.id), data: { is: null } }
    }),
  ),
]

/** Reasons are the vendor's own words; the log can be read by the partner. */
const withoutReason = ({ value, from, to }: Correction) => ({ value, from, to })
