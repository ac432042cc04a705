import { expect, test } from 'vitest'
import { networkOf } from './network.ts'

const from = (peer: string | undefined, forwarded?: string) =>
  networkOf(new Headers(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }), peer)

test.each([
  ['203.0.113.7', undefined, '203.0.113.7'],
  ['::ffff:203.0.113.7', undefined, '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
  ['2001:DB8::7', undefined, '2001:db8:0:0::/64'],
  ['127.0.0.1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['203.0.113.7', '198.51.100.1', '203.0.113.7'],
  [undefined, '198.51.100.1', '198.51.100.1'],
  [undefined, undefined, 'local'],
])('a call from %s, forwarded for %s, comes from the network %s', (peer, forwarded, network) =>
  expect(from(peer, forwarded)).toBe(network),
)
