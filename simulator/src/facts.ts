import { isoDay, isoMoment, type Day } from './calendar.ts'
import { episodeOf, portalActs } from './activity.ts'
import { customersOf } from './customers.ts'
import { dealsOf, type Deal } from './deals.ts'
import { expectedLeads, fundedActivities } from './funds.ts'
import { personAt } from './names/people.ts'
import { Neighbours, type Partner } from './partner.ts'
import { standingOf } from './programme.ts'
import { Random } from './random.ts'
import { relationsOf } from './relations.ts'
import { firstSale, revenueOfDeal, smallOrders, type RevenueLine } from './revenue.ts'
import { answersOf } from './satisfaction.ts'
import type { Fact, Row } from './shape.ts'
import { certificatesOf } from './training.ts'
import { truth } from './truth.ts'
import { usageOf } from './usage.ts'
import type { World } from './world.ts'

/** Everything of a run, partner by partner: rows for the import, and between them the truth behind them. */
export function* simulate(world: World): Generator<Fact> {
  const { seed, partners, start, end } = world
  yield { to: 'truth', row: { what: 'run', seed, partners, start: isoDay(start), end: isoDay(end) } }
  yield { to: 'truth', row: { what: 'model', ...truth } }
  const neighbours = new Neighbours(world)
  for (let index = 0; index < partners; index++) yield* factsOf(world, neighbours.get(index), neighbours)
}

function* factsOf(world: World, partner: Partner, neighbours: Neighbours): Generator<Fact> {
  const { key, life, quality } = partner
  const certificates = certificatesOf(world, partner)
  const relations = [...relationsOf(world, partner, neighbours)]
  const seen = life.stages[0]!.from < world.end
  // Who is not known before the end of the run is in no list yet.
  if (!seen) return
  yield truthOf(world, partner)
  const parent = relations.find((one) => one.kind === 'parent_of')
  yield* companies(world, partner, parent?.from ?? null)
  yield* partnership(world, partner)
  yield* application(world, partner)
  yield* people(world, partner)
  for (const { kind, from, to, since } of relations)
    if (since !== null && since < world.end)
      yield { to: 'relationships', row: { key: from, kind, toKey: to, since: isoDay(since) } }
  for (const deal of dealsOf(world, partner, certificates, neighbours)) yield* dealFacts(world, deal)
  for (const line of [...firstSale(world, partner), ...smallOrders(world, partner)]) yield revenueRow(key, line)
  for (const { key: certificationKey, name, grantedOn, expiresOn } of certificates)
    yield {
      to: 'certifications',
      row: { key, certification: name, certificationKey, day: isoDay(grantedOn), expiresOn: isoDay(expiresOn) },
    }
  for (const { key: scoreKey, day, score, respondents } of answersOf(world, partner))
    yield {
      to: 'satisfaction',
      row: { key, scoreKey, day: isoDay(day), score, scaleFrom: 0, scaleTo: 10, respondents },
    }
  for (const { key: eventKey, verb, day, second } of portalActs(world, partner))
    yield event(key, verb, day, second, eventKey)
  for (const { key: eventKey, day, activity, spend, leads } of fundedActivities(world, partner)) {
    yield event(key, 'funds.activity_held', day, 36_000, eventKey, { activity, spend, leads })
    yield { to: 'truth', row: { what: 'leads', key: eventKey, expected: round(expectedLeads(quality, spend)) } }
  }
  for (const { key: eventKey, customerKey, day, units } of usageOf(world, partner))
    yield event(key, 'usage.metered', day, 3600, eventKey, { customer: customerKey, units })
}

const round = (value: number) => Math.round(value * 1e4) / 1e4
const yes = (value: boolean) => (value ? 'yes' : 'no')

const event = (key: string, verb: string, day: Day, second: number, eventKey: string, data: Row = {}): Fact => ({
  to: 'events',
  row: { key, verb, happenedAt: isoMoment(day, second), eventKey, ...data },
})

function truthOf(world: World, partner: Partner): Fact {
  const { key, quality, influence, liveliness, life } = partner
  const episode = episodeOf(world, partner)
  return {
    to: 'truth',
    row: {
      what: 'partner',
      key,
      quality: round(quality),
      influence: round(influence),
      liveliness: round(liveliness),
      churnPerYear: round(life.churnPerYear),
      activeOn: life.activeOn === null ? null : isoDay(life.activeOn),
      leavesOn: life.leavesOn === null ? null : isoDay(Math.min(life.leavesOn, world.end + 36_500)),
      rejected: life.rejected,
      episode: episode ? { ...episode, from: isoDay(episode.from), to: isoDay(episode.to) } : null,
    },
  }
}

function* companies(world: World, partner: Partner, parentKey: string | null): Generator<Fact> {
  const { company, traits, key } = partner
  const row = { country: company.country.code, city: company.city, website: company.domain, industry: company.industry }
  const { cloudPractice, verticalFocus, consultants, iso9001, followers, founded } = traits
  yield {
    to: 'organizations',
    row: {
      key,
      name: company.name,
      ...row,
      employees: Math.round(consultants * 2.4),
      parentKey,
      cloud_practice: yes(cloudPractice),
      vertical_focus: yes(verticalFocus),
      consultants,
      iso9001: yes(iso9001),
      followers,
      founded,
    },
  }
  for (const { key: customerKey, company: one, employees, duplicate } of customersOf(world, partner)) {
    const { name, domain, country, city, industry } = one
    const facts = { country: country.code, industry, employees, tags: 'customer' }
    yield { to: 'organizations', row: { key: customerKey, name, website: domain, city, ...facts } }
    if (!duplicate) continue
    yield {
      to: 'organizations',
      row: { ...facts, key: duplicate.key, name: duplicate.name, city: duplicate.city, website: duplicate.website },
    }
    yield { to: 'truth', row: { what: 'duplicate', key: duplicate.key, of: customerKey } }
  }
}

function* partnership(world: World, partner: Partner): Generator<Fact> {
  const { key, life, kinds } = partner
  const { tiers, managers, territory, origin, campaign, recruiter } = standingOf(
    world,
    partner,
    certificatesOf(world, partner),
  )
  const row = (from: Day, more: Row): Fact => ({ to: 'partnerships', row: { key, day: isoDay(from), ...more } })
  const until = (to: Day | null) => (to === null || to >= world.end ? null : isoDay(to))
  for (const [i, { value: stage, from }] of life.stages.entries()) {
    if (from >= world.end) break
    yield row(from, i === 0 ? { stage, types: kinds.join(';'), territory, origin, campaign, recruiter } : { stage })
  }
  for (const { value: tier, from, to } of tiers) if (from < world.end) yield row(from, { tier, until: until(to) })
  for (const { value: manager, from, to } of managers)
    if (from < world.end) yield row(from, { manager, until: until(to) })
}

/** Who waits for a decision at the end of the run. One in five writes from an address of another company. */
function* application(world: World, { index, key, company, traits, kinds, life }: Partner): Generator<Fact> {
  const waits = life.stages.find(({ from, to }) => from < world.end && (to === null || to >= world.end))
  const applied = life.stages.find(({ value }) => value === 'applied')
  if (!applied || (waits?.value !== 'applied' && waits?.value !== 'vetted')) return
  const random = new Random(world.seed, 'partner', index, 'application')
  const { name, email, phone, title } = personAt(company, random)
  const elsewhere = random.chance(0.2)
  yield {
    to: 'applications',
    row: {
      applicationKey: `${key}-application`,
      name: company.name,
      website: company.domain,
      country: company.country.code,
      city: company.city,
      industry: company.industry,
      employees: Math.round(traits.consultants * 2.4),
      contact: name,
      email: elsewhere ? email.replace(company.domain, 'other-office.example') : email,
      phone,
      jobTitle: title,
      types: kinds.join(';'),
      submittedAt: isoMoment(applied.from, random.whole(25_000, 68_000)),
      cloud_practice: yes(traits.cloudPractice),
      vertical_focus: yes(traits.verticalFocus),
      consultants: traits.consultants,
    },
  }
}

function* people(world: World, { index, key, company, life }: Partner): Generator<Fact> {
  const random = new Random(world.seed, 'partner', index, 'people')
  const known = new Set<string>()
  const count = life.joinedOn === null ? 1 : random.whole(2, 5)
  for (let place = 0; place < count; place++) {
    const { name, email, phone, title } = personAt(company, random)
    if (known.has(email)) continue
    known.add(email)
    yield { to: 'people', row: { key, personName: name, email, phone, jobTitle: title, country: company.country.code } }
  }
}

function* dealFacts(world: World, deal: Deal): Generator<Fact> {
  const lead = deal.participants[0]?.partner.key ?? null
  const facts = {
    dealKey: deal.key,
    dealName: deal.name,
    key: deal.customerKey,
    partnerKey: lead,
    amount: deal.amount,
    currency: deal.currency,
    owner: deal.owner,
    product: deal.product,
    openedOn: isoDay(deal.openedOn),
    expectedCloseOn: isoDay(deal.expectedCloseOn),
  }
  for (const { stage, day } of deal.stages)
    if (day < world.end)
      yield {
        to: 'deals',
        row: { ...facts, stage, stageDay: isoDay(day), lostReason: stage === 'lost' ? deal.lostReason : null },
      }
  for (const [i, { partner, role, touches }] of deal.participants.entries())
    for (const [j, { day, channel }] of touches.entries())
      if (day < world.end)
        yield event(partner.key, 'deal.touched', day, 32_400 + i * 1800 + j * 60, `${deal.key}-t${i}-${j}`, {
          deal: deal.key,
          role,
          channel,
        })
  if (lead !== null) for (const line of revenueOfDeal(world, deal)) yield revenueRow(lead, line)
  yield {
    to: 'truth',
    row: {
      what: 'deal',
      key: deal.key,
      logOdds: round(deal.logOdds),
      won: deal.won,
      closesOn: isoDay(deal.closesOn),
      certified: deal.certified,
      participants: deal.participants.map((one) => ({
        partner: one.partner.key,
        influence: round(one.partner.influence),
      })),
    },
  }
}

const revenueRow = (key: string, { key: revenueKey, day, ...line }: RevenueLine): Fact => ({
  to: 'revenue',
  row: { key, revenueKey, day: isoDay(day), ...line },
})
