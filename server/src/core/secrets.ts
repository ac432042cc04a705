import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether two secrets are the same; takes as long whatever they are. */
export function sameSecret(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
