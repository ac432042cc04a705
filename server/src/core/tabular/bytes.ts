import { say } from '@hansa/contract/language'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Refusal } from '../errors.ts'
import type { Limits } from './format.ts'

const CHUNK = 64 * 1024
const RATIO_COUNTS_FROM = 64 * 2 ** 20

/**
 * The bytes of a file, decompressed where it is compressed, in chunks of at most 64 KiB, read no faster than they are
 * asked for. Refuses a file that grows beyond its limits, and a damaged gzip file.
 */
export async function* plainBytes(
  source: AsyncIterable<Uint8Array>,
  compressed: boolean,
  limits: Limits,
): AsyncGenerator<Uint8Array> {
  let total = 0
  for await (const chunk of compressed ? gunzip(source, limits) : inChunks(source)) {
    total += chunk.length
    if (total > limits.bytes)
      throw new Refusal('too_large', say`The table is larger than ${size(limits.bytes)}. Split it into smaller files.`)
    yield chunk
  }
}

async function* inChunks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK)
  }
}

async function* gunzip(source: AsyncIterable<Uint8Array>, limits: Limits): AsyncGenerator<Uint8Array> {
  const inflating = createGunzip({ chunkSize: CHUNK })
  // Its failure also destroys `inflating`, so that the loop below throws it.
  const feeding = pipeline(inChunks(source), inflating).catch(() => {})
  let out = 0
  try {
    for await (const chunk of inflating as AsyncIterable<Uint8Array>) {
      out += chunk.length
      if (out > RATIO_COUNTS_FROM && out > inflating.bytesWritten * limits.ratio) {
        throw new Refusal(
          'too_large',
          say`The compressed file unpacks to more than ${limits.ratio} times its size, as no real table does. Upload it uncompressed.`,
        )
      }
      yield chunk
    }
  } catch (error) {
    throw explained(error)
  } finally {
    inflating.destroy()
    await feeding
  }
}

function explained(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'Z_BUF_ERROR')
    return new Refusal('invalid', say`The compressed file ends too early: it was cut off. Upload it again.`)
  if (code === 'Z_DATA_ERROR')
    return new Refusal('invalid', say`The compressed file is damaged: it is not valid gzip. Upload it again.`)
  return error
}

function size(bytes: number): string {
  const unit = bytes >= 2 ** 30 ? 30 : bytes >= 2 ** 20 ? 20 : 0
  return `${Math.round((bytes / 2 ** unit) * 10) / 10} ${{ 30: 'GiB', 20: 'MiB', 0: 'bytes' }[unit]}`
}
