import { english } from '@hansa/contract/language'
import { domainToASCII } from 'node:url'
import { problem, type Parsed } from './parsed.ts'

/** An e-mail address, its domain in lower case (and punycode); what stands before the @ stays as it is. */
export function parseEmail(text: string): Parsed<string> {
  const [, local, domain] = /^(?:mailto:)?([^\s@"(),:;<>[\]\\]{1,64})@([^\s@]{1,253})$/i.exec(text.trim()) ?? []
  const host = domain && asHost(domain)
  const dotted = local && !/^\.|\.\.|\.$/.test(local)
  return dotted && host
    ? { value: `${local}@${host}` }
    : problem(text, english`is not an e-mail address; write it like ann@example.com`)
}

/** A web address, complete: `acme.com/partners` becomes `https://acme.com/partners`. */
export function parseUrl(text: string): Parsed<string> {
  const url = webAddress(text)
  return url
    ? { value: url.href }
    : problem(text, english`is not a web address; write it like https://example.com/page`)
}

/** The host of a web address, with or without `https://` and a path, in lower case (and punycode): `www.acme.com`. */
export function parseHost(text: string): Parsed<string> {
  const url = webAddress(text)
  return url ? { value: url.hostname } : problem(text, english`is not a web address; write it like example.com`)
}

function webAddress(text: string): URL | undefined {
  const trimmed = text.trim()
  if (trimmed.length > 2_000 || /\s/.test(trimmed)) return undefined
  const scheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.exec(trimmed)?.[0].toLowerCase()
  if (scheme && scheme !== 'http:' && scheme !== 'https:') return undefined
  if (!scheme && /^[^/?#]*@/.test(trimmed)) return undefined
  const url = URL.parse(scheme ? trimmed : `https://${trimmed.replace(/^\/\//, '')}`)
  if (!url || url.username || url.password || !asHost(url.hostname)) return undefined
  return url
}

/** A host with at least one dot and a name, not a number, at its end; undefined for anything else. */
function asHost(name: string): string | undefined {
  const host = domainToASCII(name.replace(/\.$/, ''))
  const valid = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/.test(host)
  return valid && host.length <= 253 ? host : undefined
}
