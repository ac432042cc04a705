import { createOrganization, listOrganizations } from '@hansa/contract/organizations'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Hansa } from './hansa.ts'

const writers = 4

/** Every name that the server has, page by page. */
async function allNames(hansa: Hansa): Promise<Set<string>> {
  const names = new Set<string>()
  for (let after: string | undefined; ;) {
    const page = await hansa.call(listOrganizations, { limit: 200, ...(after && { after }) })
    for (const { name } of page.items) names.add(name)
    if (!page.next) return names
    after = page.next
  }
}

/**
 * Kills the server at once, again and again, while several callers write, starts it again each time, and compares: what
 * was answered is there. Answers how many writes were answered.
 */
export async function killWhileWriting(hansa: Hansa, times: number): Promise<number> {
  const answered: string[] = []
  for (let round = 0; round < times; round++) {
    let alive = true
    const write = async (writer: number) => {
      for (let i = 0; alive; i++) {
        const name = `Company ${round}-${writer}-${i}`
        await hansa.call(createOrganization, { name }).then(
          () => answered.push(name),
          (error: Error) => {
            if (alive) throw error
          },
        )
      }
    }
    const before = answered.length
    const writing = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
    while (answered.length < before + writers) await wait(5)
    await wait(Math.random() * 800)
    alive = false
    await hansa.kill()
    await writing
    await hansa.start()
    const present = await allNames(hansa)
    expect(answered.filter((name) => !present.has(name))).toEqual([])
  }
  return answered.length
}
