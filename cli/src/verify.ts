import { RegistrationProof } from '@hansa/contract/own-registrations'
import { proofProblems } from '@hansa/contract/registration-proof'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Misuse } from './commands.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Checks a registration's proof, without any server. @returns the exit code: 0 where it holds, 1 where it was changed. */
export async function verifyProof(file: string | undefined): Promise<number> {
  if (!file) throw new Misuse('Say which file: hansa verify-proof proof.json')
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Misuse(`${file} cannot be read: ${error.message}`)
  })
  const proof = RegistrationProof.safeParse(parsed(text))
  if (!proof.success) throw new Misuse(`${file} is no proof of a registration. Take it from the registration’s page.`)
  const problems = proofProblems(proof.data, sha256)
  const { events, registrationId } = proof.data
  if (problems.length > 0) {
    process.stderr.write(
      `The proof of ${registrationId} does not hold:\n${problems.map((one) => `  ${one}\n`).join('')}`,
    )
    return 1
  }
  const [first, last] = [events[0]!, events.at(-1)!]
  process.stdout.write(
    `The proof of ${registrationId} holds: ${events.length} events, from ${first.act} at ${first.at} to ${last.act} at ${last.at}.\n`,
  )
  return 0
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
