/** The zero bits at the beginning of a hash. */
export function zeroBits(hash: Uint8Array): number {
  const whole = hash.findIndex((byte) => byte !== 0)
  return whole < 0 ? hash.length * 8 : whole * 8 + Math.clz32(hash[whole]!) - 24
}

/** What a pass says: for which programme it is, from when, and how much work it asks for. */
export interface Pass {
  readonly programmeId: string
  readonly issuedAt: number
  readonly nonce: string
  readonly workBits: number
}

export const passText = (pass: Pass): string =>
  [pass.programmeId, pass.issuedAt.toString(36), pass.nonce, pass.workBits].join('~')

export function readPass(text: string): Pass | undefined {
  const [programmeId, issued = '', nonce, bits = ''] = text.split('~')
  if (programmeId === undefined || nonce === undefined) return undefined
  return { programmeId, issuedAt: parseInt(issued, 36), nonce, workBits: Number(bits) }
}

const hour = 3_600_000
/** How long a form may lie open before it is sent. */
const passHours = 24

/** Whether the time between asking for the form and sending it is a person's. */
export const timely = (pass: Pass, now: number, minimumSeconds: number): 'early' | 'late' | 'good' =>
  now - pass.issuedAt < minimumSeconds * 1000 ? 'early' : now - pass.issuedAt > passHours * hour ? 'late' : 'good'
