import { expect, test } from 'vitest'
import { concat, readAnswer, RoundReader, StatementNames, simpleQuery, sync, type Bytes } from './protocol.ts'

const bytes = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'latin1'))
const text = (of: Bytes): string => Buffer.from(of).toString('latin1')

/** A frame by its type and its body, in which ~ stands for a zero byte. */
const frame = (type: string, body: string): Bytes => {
  const length = Buffer.alloc(4)
  length.writeInt32BE(4 + body.length)
  return concat([bytes(type), new Uint8Array(length), bytes(body.replaceAll('~', '\0'))])
}
const reader = (prefix = 'c'): RoundReader => new RoundReader(new StatementNames(prefix))
const flush = frame('H', '')

test('rounds are the same however the bytes are cut', () => {
  const sent = concat([
    simpleQuery('select 1'),
    frame('P', 'name~select $1~~~'),
    frame('B', '~name~~~~~~~'),
    frame('E', '~~~~~'),
    flush,
    sync,
    simpleQuery('select 2'),
  ])
  const whole = reader().read(sent)
  expect(whole.map(({ complete }) => complete)).toEqual([true, false, true, true])
  for (let size = 1; size < sent.length; size += 1) {
    const one = reader()
    const rounds = []
    for (let at = 0; at < sent.length; at += size) rounds.push(...one.read(sent.slice(at, at + size)))
    expect(rounds).toEqual(whole)
  }
})

test('every statement that could be a COPY is followed by its refusal, and data for it is dropped', () => {
  const [simple, extended] = reader().read(
    concat([simpleQuery('copy t from stdin'), frame('d', 'data'), frame('c', ''), frame('E', '~~~~~'), sync]),
  )
  expect(text(simple?.bytes ?? sync)).toMatch(/^Q.*copy t from stdin\0f.*takes no COPY FROM STDIN/s)
  expect(text(extended?.bytes ?? sync)).toMatch(/^E.*f.*takes no COPY FROM STDIN.*S/s)
})

test('named statements get a name of their client, everywhere; portals and the unnamed statement keep theirs', () => {
  const names = new StatementNames('client_7')
  const translate = (type: string, body: string): string => text(names.translate(frame(type, body))).slice(5)
  expect(translate('P', 'mine~select 1~~~')).toBe('client_7_1\0select 1\0\0\0')
  expect(translate('P', 'other~select 2~~~')).toBe('client_7_2\0select 2\0\0\0')
  expect(translate('B', 'portal~mine~~~')).toBe('portal\0client_7_1\0\0\0')
  expect(translate('D', 'Smine~')).toBe('Sclient_7_1\0')
  expect(translate('D', 'Pmine~')).toBe('Pmine\0')
  expect(translate('P', '~select 1~~~')).toBe('\0select 1\0\0\0')
  expect(translate('C', 'Smine~')).toBe('Sclient_7_1\0')
  expect(translate('B', '~mine~~~')).toBe('\0mine\0\0\0')
  expect(text(names.closeAll())).toBe(text(frame('C', 'Sclient_7_2~')))
})

test('an answer tells its notifications and whether the transaction goes on; CopyInResponse is left out', () => {
  const ready = (status: string): Bytes => frame('Z', status)
  const notification = frame('A', '~~~~channel~payload~')
  expect(readAnswer(concat([frame('C', 'NOTIFY~'), notification, ready('I')]))).toMatchObject({
    notifications: [notification],
    ready: 'idle',
  })
  expect(readAnswer(concat([frame('C', 'BEGIN~'), ready('T')])).ready).toBe('in transaction')
  expect(readAnswer(ready('E')).ready).toBe('in transaction')
  expect(readAnswer(frame('D', 'row')).ready).toBeUndefined()
  const [before, after] = [frame('C', 'BEGIN~'), frame('E', 'refused~')]
  expect(readAnswer(concat([before, frame('G', '~~~'), after])).bytes).toEqual(concat([before, after]))
})
