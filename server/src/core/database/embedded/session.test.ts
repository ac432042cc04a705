import { setImmediate as otherEvents } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { concat, readAnswer, simpleQuery, type Answer, type Bytes, type Round } from './protocol.ts'
import { Session } from './session.ts'

const ready = (status: string): Bytes => new Uint8Array([0x5a, 0, 0, 0, 5, status.charCodeAt(0)])

/** A database that notes which queries it got and knows no more than when a transaction begins and ends. */
function fake(): { readonly asked: string[]; readonly run: (round: Round) => Promise<Answer> } {
  const asked: string[] = []
  let status = 'I'
  const run = (round: Round): Promise<Answer> => {
    const sql = Buffer.from(round.bytes).toString('latin1', 5, round.bytes.indexOf(0, 5))
    if (round.bytes[0] === 0x51) asked.push(sql)
    if (sql === 'begin') status = 'T'
    if (sql === 'commit' || sql === 'rollback') status = 'I'
    return Promise.resolve(readAnswer(ready(status)))
  }
  return { asked, run }
}

const join = (session: Session): { ask: (...queries: string[]) => void; leave: () => void } => {
  const { receive, leave } = session.join({ send: () => {}, hangUp: () => {} })
  return { ask: (...queries) => receive(concat(queries.map(simpleQuery))), leave }
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await otherEvents()
}

test('clients take turns, however much each of them asks at once', async () => {
  const database = fake()
  const session = new Session(database.run, 1000)
  const [a, b, c] = [join(session), join(session), join(session)]
  a.ask('a1', 'a2', 'a3')
  b.ask('b1', 'b2')
  c.ask('c1')
  await settled()
  expect(database.asked.join(' ')).toBe('a1 b1 c1 a2 b2 a3')
})

test('a transaction is not interrupted by others, nor by a task', async () => {
  const database = fake()
  const session = new Session(database.run, 1000)
  const [a, b] = [join(session), join(session)]
  a.ask('begin', 'a1')
  b.ask('b1')
  const task = session.whenFree(() => Promise.resolve(database.asked.push('task')))
  a.ask('a2', 'commit', 'a3')
  await task
  await settled()
  expect(database.asked.join(' ')).toBe('begin a1 a2 commit b1 task a3')
})

test('who leaves inside a transaction has it rolled back, and what was still asked is forgotten', async () => {
  const database = fake()
  const session = new Session(database.run, 1000)
  const [a, b] = [join(session), join(session)]
  a.ask('begin')
  await settled()
  b.ask('b1')
  a.ask('a1', 'a2')
  a.leave()
  await settled()
  expect(database.asked.join(' ')).toBe('begin a1 rollback b1')
})
