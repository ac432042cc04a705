import { lookup } from 'node:dns'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Addresses that are nobody's on the public internet: this machine, its neighbours, and what is kept for other ends. */
const notPublic = new BlockList()
const notPublicFour =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 ' +
  '192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4'
for (const range of notPublicFour.split(' ')) {
  const [net = '', bits = ''] = range.split('/')
  notPublic.addSubnet(net, Number(bits), 'ipv4')
}
const publicSix = new BlockList()
publicSix.addSubnet('2000::', 3, 'ipv6')
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  notPublic.addSubnet(net, bits, 'ipv6')
const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Whether an IP address may be called: a public one, or where it is allowed this machine's own. */
export function isOpenAddress(address: string, allowLoopback: boolean): boolean {
  const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
  if (allowLoopback && loopback.check(address, family)) return true
  if (family === 'ipv6' && !publicSix.check(address, 'ipv6')) return false
  return isIP(address) !== 0 && !notPublic.check(address, family)
}

/** What is wrong with an address that somebody typed and that this server is to call; undefined where nothing is. */
export function addressProblem(address: string, allowLoopback: boolean): 'https' | 'public' | 'plain' | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || url.username || url.password || url.hash || url.search) return 'plain'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isLoopback = allowLoopback && (host === 'localhost' || (isIP(host) > 0 && isOpenAddress(host, true)))
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) return 'https'
  if (isIP(host) > 0 && !isOpenAddress(host, allowLoopback)) return 'public'
  return undefined
}

const mostBytes = 1_000_000
const mostSeconds = 10

/**
 * `fetch` to addresses that others chose: https, public addresses, no redirects, little and soon. The name is resolved
 * once, and the connection goes to the address that was checked, so that a name cannot change in between.
 */
export function outsideFetch(allowLoopback: boolean) {
  const openLookup: LookupFunction = (host, options, answer) =>
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return answer(error, [])
      const open = found.filter(({ address }) => isOpenAddress(address, allowLoopback))
      if (open.length === 0) return answer(new Error(`${host} is not at a public address`), [])
      if (options.all) return answer(null, open)
      answer(null, open[0]!.address, open[0]!.family)
    })
  return async (
    address: string,
    options: { method?: string; headers?: Record<string, string>; body?: unknown },
  ): Promise<Response> => {
    if (addressProblem(address.replace(/[?#].*$/, ''), allowLoopback))
      throw new Error('This address may not be called.')
    const url = new URL(address)
    const ask = url.protocol === 'https:' ? requestHttps : requestHttp
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = ask(url, {
        method: options.method ?? 'GET',
        headers: options.headers,
        lookup: openLookup,
        signal: AbortSignal.timeout(mostSeconds * 1000),
      })
      request.on('error', reject).on('response', resolve)
      request.end(options.body instanceof URLSearchParams ? options.body.toString() : options.body)
    })
    const pieces: Buffer[] = []
    let size = 0
    for await (const piece of message as AsyncIterable<Buffer>) {
      size += piece.length
      if (size > mostBytes) throw new Error('The answer is too large.')
      pieces.push(piece)
    }
    const headers = Object.entries(message.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [value].flat().map((one): [string, string] => [name, one]),
    )
    const status = message.statusCode ?? 502
    return new Response(status === 204 || status === 304 ? null : Buffer.concat(pieces), { status, headers })
  }
}
