import { readBrand, readBrandSettings, readLogo, removeLogo, updateBrand, uploadLogo } from '@hansa/contract/brand'
import { contrast, fitting, grounds, neededContrast } from '@hansa/contract/colour'
import { listAudit } from '@hansa/contract/events'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { addressOf, brandHere } from '../core/brand.ts'
import { testServer, type TestServer } from '../testing.ts'

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2, 3])
const at = async (host: string) => {
  const response = await server.app.request(`https://${host}/api/brand`)
  return readBrand.output.parse(await response.json())
}

test('without an edit, the portal has the ecosystem’s own name and the house’s colours', async () => {
  const call = await (await server.newEcosystem()).as('administrator')
  expect((await call(readBrandSettings, {})).body).toEqual({
    name: null,
    ecosystemName: 'Test',
    logo: null,
    lightColour: null,
    darkColour: null,
    domain: null,
    language: 'en',
    supportEmail: null,
    version: 0,
  })
})

test('what is set is shown to everybody at the portal’s domain, before a sign-in, and nowhere else', async () => {
  const { as } = await server.newEcosystem()
  const call = await as('administrator')
  const { status } = await call(updateBrand, {
    version: 0,
    name: 'Acme Partners',
    lightColour: '#0b5394',
    darkColour: '#9fc5e8',
    domain: 'Partners.Acme.example',
    language: 'de',
    supportEmail: 'help@acme.example',
  })
  expect(status).toBe(200)
  expect(await at('partners.acme.example')).toMatchObject({ name: 'Acme Partners', language: 'de', ownDomain: true })
  expect(await at('other.example')).toMatchObject({ name: 'Hansa', ownDomain: false })
  const mine = (await call(readBrand, {})).body
  expect(mine).toMatchObject({ ownDomain: false })
})

test('a colour that cannot be read is refused with its contrast and one that can', async () => {
  const call = await (await server.newEcosystem()).as('administrator')
  const { status, body } = await call(updateBrand, { version: 0, lightColour: '#ffcc00' })
  expect(status).toBe(422)
  expect(body.problems).toEqual([
    {
      field: 'lightColour',
      message:
        '"#ffcc00" has a contrast of 1.27 to 1 with the grey of a chosen row on light ground; text needs 4.5 to 1. "#7f6600" would do',
    },
  ])
  expect((await call(updateBrand, { version: 0, lightColour: '#7f6600' })).status).toBe(200)
  expect((await call(updateBrand, { version: 1, darkColour: '#111111' })).status).toBe(422)
})

test('the colour that is proposed instead of another can always be read', () => {
  const colour = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 })))
  fc.assert(
    fc.property(colour, fc.constantFrom('light', 'dark'), (channels, ground) => {
      const asked = `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`
      return contrast(fitting(asked, ground), grounds[ground]) >= neededContrast
    }),
  )
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

test('a domain is one portal’s alone, and never that of the workspace', async () => {
  const [first, second] = [await server.newEcosystem(), await server.newEcosystem()]
  await (
    await first.as('administrator')
  )(updateBrand, { version: 0, domain: 'one.example' })
  const call = await second.as('administrator')
  const taken = await call(updateBrand, { version: 0, domain: 'one.example' })
  expect([taken.status, taken.body.message]).toEqual([409, '"one.example" is the domain of another portal already.'])
  expect((await call(updateBrand, { version: 0, domain: 'hansa.test' })).body.message).toContain(
    'is the address of this workspace',
  )
  for (const domain of ['localhost', '10.0.0.1', 'a b.example', 'x.example:8080', 'https://x.example'])
    expect((await call(updateBrand, { version: 0, domain })).status, domain).toBe(422)
})

test('who edits an older version is refused, also on the very first edit', async () => {
  const call = await (await server.newEcosystem()).as('administrator')
  await call(updateBrand, { version: 0, name: 'First' })
  expect((await call(updateBrand, { version: 0, name: 'Second' })).status).toBe(409)
  expect((await call(updateBrand, { version: 1, name: 'Second' })).body.version).toBe(2)
  const { items } = (await call(listAudit, { verb: 'brand.updated' })).body
  expect(items.map((event) => event.data)).toEqual([
    { changes: { name: ['First', 'Second'] } },
    { changes: { name: [null, 'First'] } },
  ])
})

test('a logo is given back as the image that it is, to be kept, and is gone when it is taken away', async () => {
  const call = await (await server.newEcosystem()).as('administrator')
  const { logo } = (await call(uploadLogo, { version: 0 }, { body: png })).body
  const response = await server.app.request(`/api${logo}`)
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(png)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'cross-origin',
  })
  expect((await call(removeLogo, { version: 1 })).body.logo).toBeNull()
  expect((await call(readLogo, { hash: logo!.split('/').at(-1)! })).status).toBe(404)
})

test('what is no image, an image that may carry scripts, and one that is too large are refused', async () => {
  const call = await (await server.newEcosystem()).as('administrator')
  for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', '<!doctype html>', ''])
    expect((await call(uploadLogo, { version: 0 }, { body: text })).status, text).toBe(422)
  const large = new Uint8Array(200_001)
  large.set(png)
  expect((await call(uploadLogo, { version: 0 }, { body: large })).status).toBe(413)
})

test('a partner’s person sees the look, and can change nothing of it, also not past the API', async () => {
  const { as, ecosystemId } = await server.newEcosystem()
  await (
    await as('administrator')
  )(updateBrand, { version: 0, name: 'Acme Partners' })
  const partnerId = 'org_00000000000000000000000001'
  const partner = await as('partner_administrator', partnerId)
  expect((await partner(readBrandSettings, {})).status).toBe(403)
  expect((await partner(updateBrand, { version: 1, name: 'Mine' })).status).toBe(403)
  const seen = await server.database.scoped({ ecosystemId, partnerId }, async (db) => {
    await db.updateTable('brand').set({ name: 'Mine' }).execute()
    return brandHere(db)
  })
  expect(seen.name).toBe('Acme Partners')
})

test('links of mails lead to the portal’s own domain where there is one, and to the workspace otherwise', () => {
  const own = { domain: 'partners.acme.example' }
  expect(addressOf(own, 'https://hansa.test', '/portal/invitation#x')).toBe(
    'https://partners.acme.example/portal/invitation#x',
  )
  expect(addressOf(own, 'https://hansa.test', '/portals')).toBe('https://hansa.test/portals')
  expect(addressOf({ domain: null }, 'https://hansa.test', '/portal')).toBe('https://hansa.test/portal')
})
