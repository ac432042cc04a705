import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { line } from './fields.ts'
import { languages, type Language, word } from './language.ts'

const LanguageName = z.enum(Object.keys(languages) as [Language, ...Language[]])
const Colour = z.string().regex(/^#[0-9a-f]{6}$/, word('must be a colour like #0f6271'))
/** A host as a browser names it: letters, digits, dots and hyphens, no port, no path. */
const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(
    /^(?=.*[a-z])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
    word('must be a host like partners.example.com'),
  )

const look = {
  /** What the portal is called. */
  name: z.string(),
  /** The path of the logo's image under `/api`. */
  logo: z.string().nullable(),
  /** Buttons, links and marks on light ground; null for the house's own. */
  lightColour: Colour.nullable(),
  /** The same on dark ground. */
  darkColour: Colour.nullable(),
  /** For who has chosen none and whose browser asks for none of ours. */
  language: LanguageName,
  /** Where partners' people turn to when they cannot get in. */
  supportEmail: z.string().nullable(),
}

/** How the portal looks, for everybody who stands before its door. */
export const Brand = z.object({
  ...look,
  /** This address is the portal's alone: the workspace is elsewhere. */
  ownDomain: z.boolean(),
})
export type Brand = z.infer<typeof Brand>

export const readBrand = endpoint({
  method: 'GET',
  path: '/brand',
  can: 'public',
  summary: 'How the portal looks at this address: for its sign-in page',
  input: z.object({}),
  output: Brand,
})
export const readLogo = endpoint({
  method: 'GET',
  path: '/brand/logo/:hash',
  can: 'public',
  summary: 'The logo of a portal',
  input: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/, word('must be the hash of a logo')) }),
  output: z.unknown(),
  gives: 'image/*',
})

/** What administrators set. */
export const BrandSettings = z.object({
  ...look,
  /** Null: the ecosystem's own name. */
  name: line(60).nullable(),
  ecosystemName: z.string(),
  supportEmail: z.email().max(254).nullable(),
  /** The host that the portal answers on, besides this Hansa's own address. */
  domain: Domain.nullable(),
  /** 0 before the first edit. */
  version: z.int().min(0),
})
export type BrandSettings = z.infer<typeof BrandSettings>

export const readBrandSettings = endpoint({
  method: 'GET',
  path: '/brand/settings',
  can: 'ecosystem.read',
  summary: 'The settings of the portal’s look',
  input: z.object({}),
  output: BrandSettings,
})
const edited = BrandSettings.pick({
  name: true,
  lightColour: true,
  darkColour: true,
  language: true,
  supportEmail: true,
  domain: true,
})
export const updateBrand = endpoint({
  method: 'PATCH',
  path: '/brand',
  can: 'ecosystem.manage',
  summary: 'Change the portal’s name, colours, domain, language or support address',
  input: edited.partial().extend({ version: z.coerce.number().int().min(0) }),
  output: BrandSettings,
})
export const uploadLogo = endpoint({
  method: 'PUT',
  path: '/brand/logo',
  can: 'ecosystem.manage',
  summary: 'Set the portal’s logo: a PNG, JPEG or WebP image of at most 200 kB',
  input: z.object({ version: z.coerce.number().int().min(0) }),
  output: BrandSettings,
  takes: 'bytes',
})
export const removeLogo = endpoint({
  method: 'DELETE',
  path: '/brand/logo',
  can: 'ecosystem.manage',
  summary: 'Take the portal’s logo away: its name stands in its place',
  input: z.object({ version: z.coerce.number().int().positive() }),
  output: BrandSettings,
})
