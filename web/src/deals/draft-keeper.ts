import { createRegistration, updateRegistration } from '@hansa/contract/own-registrations'
import type { z } from 'zod'
import { ApiError, call } from '../api.ts'

export interface Draft {
  readonly id: string
  readonly version: number
}
type Claim = z.input<typeof createRegistration.input>

/** Keeps a claim on the server while it is written: one save after the other, each on top of the one before. */
export class DraftKeeper {
  #kept: Draft | undefined
  #last: Promise<unknown> = Promise.resolve()
  #sent = false

  constructor(kept: Draft | undefined) {
    this.#kept = kept
  }

  /** @throws ApiError where the server refuses what is written so far; what was kept before stays. */
  keep(claim: Claim): Promise<Draft> {
    const save = async () => {
      const { id, version } = this.#kept
        ? await call(updateRegistration, { ...claim, ...this.#kept })
        : await call(createRegistration, claim)
      return (this.#kept = { id, version })
    }
    const saving = this.#last.then(save, save)
    this.#last = saving.catch(() => {})
    return saving
  }

  /** The claim was sent: what was typed is in it, and no draft is left to keep. */
  finish(): void {
    this.#sent = true
  }

  get isSent(): boolean {
    return this.#sent
  }

  /** Keeps the fields that the server takes as they are; one that is half written (an e-mail address) does not hold up the others. */
  async keepWhatFits(claim: Claim): Promise<Draft> {
    try {
      return await this.keep(claim)
    } catch (error) {
      const wrong = error instanceof ApiError ? error.problems.map(({ field }) => field.split('.')[0]!) : []
      if (!wrong.some((field) => field in claim)) throw error
      return this.keep(Object.fromEntries(Object.entries(claim).filter(([field]) => !wrong.includes(field))))
    }
  }
}
