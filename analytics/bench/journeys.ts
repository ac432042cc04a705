import { type Journey, Random } from '../src/index.ts'

/** Journeys of 1 to 30 touches (3.3 on average) over players with Zipf-like popularity; a fifth convert. */
export function manyJourneys(players: number, count: number): Journey[] {
  const random = new Random(1)
  return Array.from({ length: count }, (_, key) => {
    const touches: number[] = []
    do touches.push(Math.floor((players + 1) ** random.uniform()) - 1)
    while (random.uniform() < 0.7 && touches.length < 30)
    const closer = touches.at(-1)! % 5
    return { touches, key, converted: random.uniform() < 0.1 + 0.05 * closer }
  })
}
