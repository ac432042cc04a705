/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4). */
const K = new Uint32Array(64)
/** … of the square roots of the first eight. */
const first = new Uint32Array(8)
for (let n = 2, count = 0; count < 64; n++) {
  let prime = true
  for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false
  if (!prime) continue
  const bits = (root: number) => (root - Math.floor(root)) * 2 ** 32
  if (count < 8) first[count] = bits(Math.sqrt(n))
  K[count++] = bits(Math.cbrt(n))
}

const turn = (x: number, by: number) => (x >>> by) | (x << (32 - by))

/**
 * SHA-256 of a text, as eight words. The browser's own is missing on pages without HTTPS, which a small network may well
 * serve, and costs more per call than this does for a line of text.
 */
export function sha256(text: string): Uint32Array {
  const bytes = new TextEncoder().encode(text)
  const blocks = Math.ceil((bytes.length + 9) / 64)
  const data = new DataView(new ArrayBuffer(blocks * 64))
  new Uint8Array(data.buffer).set(bytes)
  data.setUint8(bytes.length, 0x80)
  data.setUint32(blocks * 64 - 4, bytes.length * 8)
  const hash = first.slice()
  const w = new Uint32Array(64)
  for (let block = 0; block < blocks; block++) {
    for (let i = 0; i < 16; i++) w[i] = data.getUint32(block * 64 + i * 4)
    for (let i = 16; i < 64; i++) {
      const [a, b] = [w[i - 15]!, w[i - 2]!]
      const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)
      const s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10)
      w[i] = w[i - 16]! + s0 + w[i - 7]! + s1
    }
    let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number]
    for (let i = 0; i < 64; i++) {
      const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0
      const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    ;[a, b, c, d, e, f, g, h].forEach((word, i) => (hash[i] = hash[i]! + word))
  }
  return hash
}

/** Zero bits at the beginning. */
function zeroBits(hash: Uint32Array): number {
  const whole = hash.findIndex((word) => word !== 0)
  return whole < 0 ? hash.length * 32 : whole * 32 + Math.clz32(hash[whole]!)
}

const sliceMs = 12
const breath = () => new Promise((resolve) => setTimeout(resolve, 0))

/**
 * Finds the work that a pass asks for: a number by which the hash of `pass:number` begins with so many zero bits. In
 * slices, so that typing is not disturbed.
 */
export async function work(pass: string, bits: number): Promise<string> {
  for (let tried = 0, since = performance.now(); ; tried++) {
    if (zeroBits(sha256(`${pass}:${tried}`)) >= bits) return String(tried)
    if (tried % 64 === 0 && performance.now() - since > sliceMs) {
      await breath()
      since = performance.now()
    }
  }
}
