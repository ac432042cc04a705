import { describe, expect, test } from 'vitest'
import { addressProblem, isOpenAddress, outsideFetch } from './adapters/outside.ts'
import { deviceOf } from './rules/device.ts'
import { isOfDomains } from './rules/providers.ts'

describe('an address that others chose', () => {
  const closed =
    '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.31.0.1 192.168.1.1 224.0.0.1 255.255.255.255 ' +
    ':: ::1 fe80::1 fd00::1 ::ffff:127.0.0.1 64:ff9b::7f00:1 2001:db8::1 2002:7f00:1::'
  test.each(closed.split(' '))('is not called at %s', (address) => {
    expect(isOpenAddress(address, false)).toBe(false)
  })
  test.each(['93.184.216.34', '2606:4700::1111'])('is called at %s', (address) => {
    expect(isOpenAddress(address, false)).toBe(true)
  })
  test('is not followed where its name leads to this machine', async () => {
    await expect(outsideFetch(false)('https://localhost/', {})).rejects.toThrow('not at a public address')
    await expect(outsideFetch(false)('http://localhost/', {})).rejects.toThrow('may not be called')
  })
  test('is https, without a password and without a query', () => {
    expect(addressProblem('https://login.example.com/tenant', false)).toBeUndefined()
    expect(addressProblem('https://user:x@login.example.com', false)).toBe('plain')
    expect(addressProblem('https://login.example.com/?x', false)).toBe('plain')
    expect(addressProblem('http://login.example.com', true)).toBe('https')
    expect(addressProblem('https://[::ffff:10.0.0.1]/', false)).toBe('public')
    expect(addressProblem('http://127.0.0.1:4000', true)).toBeUndefined()
  })
})

test('a person belongs to a domain by what stands behind the last @', () => {
  expect(isOfDomains('a@b.test', ['b.test'])).toBe(true)
  expect(isOfDomains('"a@b.test"@evil.test', ['b.test'])).toBe(false)
  expect(isOfDomains('a@sub.b.test', ['b.test'])).toBe(false)
  expect(isOfDomains('a@any.test', [])).toBe(true)
})

test('browsers and systems are told in words', () => {
  expect(deviceOf('Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537 Edg/140.0')).toBe('Edge · Windows')
  expect(deviceOf(null)).toBe('Unknown')
})
