import { createHmac, timingSafeEqual } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 base 32 without padding, as authenticator apps take secrets. */
export function base32(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export function fromBase32(text: string): Uint8Array {
  const bits = text.replace(/./g, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}

/** Seconds that a code is for. */
const period = 30
export const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / period)

/**
 * The six digits of a time step: HOTP (RFC 4226, section 5.3) over the step's number (RFC 6238), with SHA-1, which is
 * what every authenticator app takes.
 */
export function codeOf(secret: Uint8Array, step: number): string {
  const counter = new Uint8Array(8)
  new DataView(counter.buffer).setBigUint64(0, BigInt(step))
  const hash = createHmac('sha1', secret).update(counter).digest()
  const offset = hash[19]! & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** The step that a code is for: now, or one before or after, since clocks differ. Undefined where it is for none. */
export function stepOf(secret: Uint8Array, code: string, now: Date): number | undefined {
  const sent = Buffer.from(code.replace(/\s/g, '').padEnd(6).slice(0, 7))
  const around = stepAt(now)
  return [around, around - 1, around + 1].find((step) => {
    const right = Buffer.from(codeOf(secret, step))
    return right.length === sent.length && timingSafeEqual(right, sent)
  })
}

/** What an authenticator app reads from the picture. */
export const uriOf = (issuer: string, account: string, secret: string): string =>
  `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}` +
  `?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=6&period=${period}`

/** A recovery code as it was typed: case, spaces and dashes do not matter. */
export const recoveryCodeOf = (typed: string): string => typed.toLowerCase().replace(/[^a-z0-9]/g, '')
