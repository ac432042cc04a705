import * as api from '@hansa/contract/brand'
import type { Brand } from '@hansa/contract/brand'
import { say } from '@hansa/contract/language'
import { createHash } from 'node:crypto'
import { brandAt, brandHere, type BrandLook } from '../../core/brand.ts'
import { missing, Refusal, wrong } from '../../core/errors.ts'
import { handle, handleOutside, type OutsideContext, type Route } from '../../core/http/route.ts'
import { changes, defined } from '../../core/objects.ts'
import { logoOf, logoPath, readBrandSettings, writeBrand } from '../queries/brand.ts'
import { colourProblem, imageType } from '../rules/brand.ts'

const mostLogoBytes = 200_000

const hostOf = (request: Request) => new URL(request.url).hostname

const present = ({ logoHash, domain, ...look }: BrandLook, host: string): Brand => ({
  ...look,
  logo: logoPath(logoHash),
  ownDomain: domain === host,
})

/** Where several ecosystems share an address, nobody's portal is meant before somebody has signed in. */
const nobodys: Brand = {
  name: 'Hansa',
  logo: null,
  lightColour: null,
  darkColour: null,
  language: 'en',
  supportEmail: null,
  ownDomain: false,
}

export const brand: Route[] = [
  handleOutside(api.readBrand, async ({ services, request, now }) => {
    const host = hostOf(request)
    const meant = await services.database.outside((db) => brandAt(db, host))
    if (meant) return present(meant, host)
    const principal = await services.whoIs(request, now)
    return principal ? present(await services.database.scoped(principal, brandHere), host) : nobodys
  }),
  handleOutside(api.readLogo, async ({ services, reply }, { hash }) => {
    const logo = await services.database.outside((db) => logoOf(db, hash))
    if (!logo) throw missing(say`logo`, hash)
    reply.set('cache-control', 'public, max-age=31536000, immutable')
    // Mails show it, wherever they are read.
    reply.set('cross-origin-resource-policy', 'cross-origin')
    return { fileName: 'logo', type: logo.type, body: new Blob([new Uint8Array(logo.content)]).stream() }
  }),
  handle(api.readBrandSettings, ({ db }) => readBrandSettings(db)),
  handleOutside(api.updateBrand, async (ctx, { version, ...set }) => {
    for (const [field, ground] of [['lightColour', 'light'] as const, ['darkColour', 'dark'] as const]) {
      const colour = set[field]
      const problem = colour && colourProblem(colour, ground)
      if (problem) throw wrong(field, problem)
    }
    refuseWorkspaceHost(ctx, set.domain)
    return ctx.inside(async ({ db, record }) => {
      const before = await readBrandSettings(db)
      await writeBrand(db, version, defined(set))
      const after = await readBrandSettings(db)
      await record({ verb: 'brand.updated', data: { changes: changes(before, defined(set)) } })
      return after
    })
  }),
  handleOutside(api.uploadLogo, async (ctx, { version }) => {
    const logo = await readImage(ctx.request)
    const logoType = imageType(logo)
    if (!logoType)
      throw wrong('file', say`is neither a PNG nor a JPEG nor a WebP image. SVG is not taken: it may carry scripts`)
    const logoHash = createHash('sha256').update(logo).digest('hex')
    return ctx.inside(async ({ db, record }) => {
      await writeBrand(db, version, { logo, logoType, logoHash })
      await record({ verb: 'brand.updated', data: { changes: { logo: [null, logoHash] } } })
      return readBrandSettings(db)
    })
  }),
  handle(api.removeLogo, async ({ db, record }, { version }) => {
    await writeBrand(db, version, { logo: null, logoType: null, logoHash: null })
    await record({ verb: 'brand.updated', data: { changes: { logo: ['', null] } } })
    return readBrandSettings(db)
  }),
]

/** At the portal's own domain there is no workspace: with this address as that domain, nobody could undo it. */
function refuseWorkspaceHost({ request, services }: OutsideContext, domain: string | null | undefined): void {
  if (domain && [hostOf(request), new URL(services.mailer.address).hostname].includes(domain))
    throw wrong('domain', say`"${domain}" is the address of this workspace; the portal needs one of its own`)
}

async function readImage(request: Request): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += piece.length
    if (bytes > mostLogoBytes) throw new Refusal('too_large', say`The logo is larger than ${mostLogoBytes / 1000} kB.`)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
