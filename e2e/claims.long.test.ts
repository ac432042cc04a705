import { addMember } from '@hansa/contract/identity'
import { listJobs } from '@hansa/contract/jobs'
import { createOrganization } from '@hansa/contract/organizations'
import { createRegistration } from '@hansa/contract/own-registrations'
import { announceProgrammeVersion, listProgrammes, listProgrammeVersions } from '@hansa/contract/programme'
import { proofProblems } from '@hansa/contract/registration-proof'
import {
  approveRegistration,
  listRegistrations,
  readRegistration,
  type Registration,
} from '@hansa/contract/registrations'
import { isProtected } from '@hansa/contract/registration-states'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { Hansa } from './hansa.ts'

const partners = 8
const customers = Array.from(
  { length: 12 },
  (_, i) => ['Contoso', 'Northwind', 'Fabrikam', 'Tailspin'][i % 4]! + ` ${i} Maschinenbau`,
)
/** One company by several spellings of its name and its website. */
const spellings = [
  (name: string) => [`${name} GmbH`, `www.${name.replaceAll(' ', '-').toLowerCase()}.example`],
  (name: string) => [name.toUpperCase(), `https://${name.replaceAll(' ', '-').toLowerCase()}.example/de`],
  (name: string) => [`${name} Gesellschaft mbH`, `${name.replaceAll(' ', '-').toLowerCase()}.example`],
] as const

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** Signs in, and answers how to send a claim through any of the processes: its id, or nothing where the process had gone. */
async function claimant({ address }: Hansa, person: { email: string; password: string }) {
  const post = (url: string, path: string, body: unknown, cookie = '') =>
    fetch(`${url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hansa': '1', cookie },
      body: JSON.stringify(body),
    })
  const cookies = (await post(address, '/sign-in', person)).headers.getSetCookie()
  const cookie = cookies.map((one) => one.split(';')[0]).join('; ')
  return async (through: Hansa, claim: object): Promise<string | undefined> => {
    const answer = await post(through.address, '/portal/registrations', claim, cookie).catch(() => undefined)
    if (!answer) return undefined
    const body = createRegistration.output.safeParse(await answer.json())
    expect(answer.status).toBe(200)
    return body.data!.id
  }
}

async function allRegistrations(hansa: Hansa): Promise<Registration[]> {
  const all: Registration[] = []
  for (let after: string | undefined; ;) {
    const page = await hansa.call(listRegistrations, { limit: 200, ...(after && { after }) })
    all.push(...page.items)
    if (!page.next) return all
    after = page.next
  }
}

test.skipIf(!process.env.TEST_DATABASE)(
  'three processes, eight partners, one customer by many spellings: one holds each protection, and no claim is lost, though a process dies (needs the PostgreSQL of TEST_DATABASE)',
  async () => {
    process.env.DATABASE_URL ??= process.env.TEST_DATABASE
    const hansa = await Hansa.start({ setUp: true })
    const others: Hansa[] = []
    try {
      const programme = (await hansa.call(listProgrammes, {})).items[0]!
      const [version] = (await hansa.call(listProgrammeVersions, { id: programme.id })).items
      const registration = { ...version!.rules.registration }
      // Half of the claims are small enough for the rules to approve by themselves.
      registration.review = { ...registration.review, approveBySelf: true, lowRiskUpTo: 1_000_000 }
      await hansa.call(announceProgrammeVersion, {
        id: programme.id,
        rules: { ...version!.rules, registration },
        basedOn: version!.number,
      })
      const claimants: Awaited<ReturnType<typeof claimant>>[] = []
      for (let i = 0; i < partners; i++) {
        const { id } = await hansa.call(createOrganization, { name: `Partner ${i} Consulting` })
        const person = { name: `Person ${i}`, email: `person${i}@partner.test`, password: 'a long password' }
        await hansa.call(addMember, { ...person, role: 'partner_member', partnerId: id })
        claimants.push(await claimant(hansa, person))
      }
      others.push(await hansa.beside(), await hansa.beside())
      const processes = [hansa, ...others]
      const sending = claimants.flatMap((send, partner) =>
        customers.map(async (name, customer) => {
          const [customerName, customerDomain] = spellings[(partner + customer) % spellings.length]!(name)
          return send(processes[(partner * 5 + customer) % 3]!, {
            customerName,
            customerDomain,
            country: 'DE',
            contactName: 'Mia Muster',
            families: ['all'],
            value: { amount: customer % 2 === 0 ? 900_000 : 50_000_000, currency: 'EUR' },
            expectedCloseOn: at(60),
            evidence: 'A workshop.',
            evidenceOn: at(-2),
            send: true,
          })
        }),
      )
      // One of them dies in the middle of it: what it had answered counts, what it had taken is done by the others.
      await Promise.race(sending)
      await others[1]!.kill()
      const answered = (await Promise.all(sending)).filter((id) => id !== undefined)
      expect(answered.length).toBeGreaterThan(partners * 6)
      const states = async () => new Set((await allRegistrations(hansa)).map(({ state }) => state))
      await expect.poll(async () => (await states()).has('submitted'), { timeout: 120_000, interval: 500 }).toBe(false)

      // Everybody approves everything, through both processes at once, until there is nothing left that can be.
      const approve = async (through: Hansa, { id, version }: Registration) =>
        through.call(approveRegistration, { id, version }).then(
          () => 1,
          () => 0,
        )
      for (let approved = 1; approved > 0;) {
        const open = (await allRegistrations(hansa)).filter(({ state }) => state === 'in_review')
        const tries = open.flatMap((one) => [approve(hansa, one), approve(others[0]!, one)])
        approved = (await Promise.all(tries)).reduce((sum: number, one) => sum + one, 0)
      }

      const all = await allRegistrations(hansa)
      expect(answered.filter((id) => !all.some((one) => one.id === id))).toEqual([])
      const byCustomer = Map.groupBy(all, ({ customerId }) => customerId)
      expect([...byCustomer.keys()].length).toBe(customers.length)
      for (const claims of byCustomer.values()) {
        const held = claims.filter(({ state }) => isProtected(state))
        const first = claims.toSorted((a, b) => (a.completeAt! < b.completeAt! ? -1 : 1))[0]!
        expect(held.map(({ id, completeAt }) => [id, completeAt])).toEqual([[first.id, first.completeAt]])
      }
      for (const { id } of all) {
        const { history, state } = await hansa.call(readRegistration, { id })
        expect(proofProblems({ registrationId: id, events: history }, sha256)).toEqual([])
        expect(history.at(-1)!.state).toBe(state)
      }
      expect((await hansa.call(listJobs, { state: 'failed' })).items).toEqual([])
    } finally {
      for (const other of others) await other.stop()
      await hansa.remove()
    }
  },
)
