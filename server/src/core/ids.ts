import { randomBytes } from 'node:crypto'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/**
 * A new id: what it is, then 26 characters that sort by the moment they were made (48 bits of milliseconds, 80 random
 * bits, in Crockford's base 32).
 *
 * @example newId('org', new Date()) // 'org_01k9ab3xg2…'
 */
export function newId<P extends string>(prefix: P, at: Date): `${P}_${string}` {
  let time = at.getTime()
  let text = ''
  for (let i = 0; i < 10; i++) {
    text = alphabet[time % 32] + text
    time = Math.floor(time / 32)
  }
  for (const byte of randomBytes(16)) text += alphabet[byte & 31]
  return `${prefix}_${text}`
}
