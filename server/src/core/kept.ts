/** How many answers are kept; the one that was asked for longest ago goes first. */
const most = 300
const answers = new Map<string, unknown>()

/** The answer that is kept under a key, if there is one. */
export const keptAlready = <T>(key: unknown): T | undefined => answers.get(JSON.stringify(key)) as T | undefined

/**
 * The answer as it was worked out before in this process, else as `work` gives it now.
 * @param key everything that the answer depends on, the ecosystem and who asks among it
 * @param worthKeeping false where what it depends on may still change unseen
 */
export async function kept<T>(key: unknown, work: () => Promise<T>, worthKeeping = true): Promise<T> {
  const name = JSON.stringify(key)
  if (answers.has(name)) {
    const answer = answers.get(name) as T
    answers.delete(name)
    answers.set(name, answer)
    return answer
  }
  const answer = await work()
  if (worthKeeping) answers.set(name, answer)
  for (const oldest of answers.keys()) {
    if (answers.size <= most) break
    answers.delete(oldest)
  }
  return answer
}
