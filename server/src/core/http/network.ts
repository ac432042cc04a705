const isLocal = (address: string): boolean => /^(?:127\.|::1$|::ffff:127\.)/.test(address)

/**
 * Where a call comes from, as limits count it: an IPv4 address, or the /64 of an IPv6 one, which is one household's.
 * `X-Forwarded-For` is believed only from a proxy on this machine, and then its last entry, which that proxy wrote.
 *
 * @param peer the other end of the connection; undefined for a call within the process
 */
export function networkOf(headers: Headers, peer: string | undefined): string {
  const forwarded =
    peer === undefined || isLocal(peer) ? headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const address = (forwarded ?? peer ?? 'local').replace(/^::ffff:/, '').slice(0, 45)
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const filled =
    tail === undefined
      ? groups
      : [
          ...groups,
          ...Array<string>(Math.max(0, 8 - groups.length - (tail === '' ? 0 : tail.split(':').length))).fill('0'),
          ...tail.split(':'),
        ]
  return `${filled.slice(0, 4).join(':')}::/64`
}
