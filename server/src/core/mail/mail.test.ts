import { say } from '@hansa/contract/language'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { BrandLook } from '../brand.ts'
import { runNext } from '../jobs/worker.ts'
import { testServer, type TestServer } from '../../testing.ts'
import { addressProblem, compose } from './compose.ts'
import { deliverMail } from './deliver.ts'
import { openMailer, smtpMailer, type Mailer } from './mailer.ts'
import { sendMail, sendMailIn, type NewMail } from './send.ts'

let server: TestServer
let keeping: Mailer
beforeAll(async () => {
  server = await testServer()
  keeping = server.services.mailer
})
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  server.services.mailer.close()
  server.services.mailer = keeping
  for (const close of closing.splice(0)) await close()
})

const mail: NewMail = {
  to: 'Ada@partner.test',
  subject: say`Welcome to ${'Acme'}`,
  text: [say`Hello ${'Ada'},`, say`your place is ready.`],
  action: { label: say`Accept`, url: '/invitation#secret-of-the-link' },
}

const rowsOf = async (ecosystemId: string) =>
  (await server.database.owner.query('select * from mail where ecosystem_id = $1 order by id', [ecosystemId])).rows as {
    id: string
    state: string
    tries: number
    error: string | null
    action: unknown
    next_try_at: Date | null
  }[]

/** A mail server on loopback that keeps what it takes, and refuses or stumbles where it is told to. */
async function mailServer(
  ways: { refuse?: string; stumble?: () => Error | undefined; port?: number; afterwards?: () => void } = {},
) {
  const taken: string[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(
        address === ways.refuse
          ? Object.assign(new Error('There is nobody of this name'), { responseCode: 550 })
          : ways.stumble?.(),
      ),
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        taken.push(Buffer.concat(chunks).toString())
        done()
      })
    },
  })
  smtp.on('error', () => {})
  await new Promise<void>((resolve) => smtp.listen(ways.port ?? 0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as { port: number }
  const close = () => new Promise<void>((resolve) => smtp.close(() => resolve()))
  closing.push(close)
  return { taken, port, close }
}
const sendTo = (port: number) => {
  server.services.mailer = smtpMailer(`smtp://127.0.0.1:${port}`, 'partners@acme.test', 'https://hansa.acme.test')
}

describe('without a mail server', () => {
  test('a mail is kept with its link, and is there only where its transaction was committed', async () => {
    const { ecosystemId } = await server.newEcosystem()
    await sendMailIn(server.services, ecosystemId, mail)
    const never = server.database.scoped({ ecosystemId, partnerId: null }, async (db) => {
      await sendMail({ db, now: server.clock.now(), enqueue: async () => 'job' }, mail)
      throw new Error('rolled back')
    })
    await expect(never).rejects.toThrow('rolled back')
    await server.settle()
    expect(await rowsOf(ecosystemId)).toMatchObject([{ state: 'kept', action: { url: mail.action!.url } }])
  })

  test('what a partner does may cause a mail, which the partner does not get to see', async () => {
    const { ecosystemId } = await server.newEcosystem()
    const seen = await server.database.scoped({ ecosystemId, partnerId: 'org_x' }, async (db) => {
      await sendMail({ db, now: server.clock.now(), enqueue: async () => 'job' }, mail)
      return db.selectFrom('mail').select('id').execute()
    })
    expect([seen.length, (await rowsOf(ecosystemId)).length]).toEqual([0, 1])
  })
})

describe('by SMTP', () => {
  test('a mail arrives as text and HTML with its link, and the link is forgotten then', async () => {
    const { ecosystemId } = await server.newEcosystem()
    const { taken, port } = await mailServer()
    sendTo(port)
    const id = await sendMailIn(server.services, ecosystemId, mail)
    await server.settle()
    expect(await rowsOf(ecosystemId)).toMatchObject([{ state: 'sent', tries: 1, action: null, error: null }])
    const [message = ''] = taken
    expect(message).toContain(`Message-ID: <${id}@hansa.acme.test>`)
    expect(message).toMatch(/^From: "?Test"? <partners@acme\.test>/m)
    expect(message).toContain('To: ada@partner.test')
    expect(message).toContain('Subject: Welcome to Acme')
    expect(message).toContain('Content-Type: text/plain')
    expect(message).toContain('Content-Type: text/html')
    expect(message).toContain('https://hansa.acme.test/invitation#secret-of-the-link')
  })

  test('a recipient whom the mail server does not know is not tried again', async () => {
    const { ecosystemId } = await server.newEcosystem()
    sendTo((await mailServer({ refuse: 'ada@partner.test' })).port)
    await sendMailIn(server.services, ecosystemId, mail)
    await server.settle()
    expect(await rowsOf(ecosystemId)).toMatchObject([
      { state: 'failed', tries: 1, error: expect.stringContaining('nobody of this name') },
    ])
  })

  test('a mail server that is down gets the mail once it is up again', async () => {
    const { ecosystemId } = await server.newEcosystem()
    const down = await mailServer()
    await down.close()
    sendTo(down.port)
    await sendMailIn(server.services, ecosystemId, mail)
    await server.settle()
    const [waiting] = await rowsOf(ecosystemId)
    expect(waiting).toMatchObject({ state: 'queued', tries: 1, error: expect.stringContaining('ECONNREFUSED') })
    expect(waiting!.next_try_at).toEqual(new Date(server.clock.now().getTime() + 60_000))
    const up = await mailServer({ port: down.port })
    await server.settle()
    expect(up.taken).toHaveLength(0)
    server.clock.advance(60_000)
    await server.settle()
    expect([up.taken.length, (await rowsOf(ecosystemId))[0]!.state]).toEqual([1, 'sent'])
  })

  test('a mail server that says “later” for three days is given up', async () => {
    const { ecosystemId } = await server.newEcosystem()
    const busy = () => Object.assign(new Error('Try again later'), { responseCode: 451 })
    sendTo((await mailServer({ stumble: busy })).port)
    await sendMailIn(server.services, ecosystemId, mail)
    await server.settle()
    expect(await rowsOf(ecosystemId)).toMatchObject([{ state: 'queued', tries: 1 }])
    await server.database.owner.query('update mail set tries = 12 where ecosystem_id = $1', [ecosystemId])
    server.clock.advance(60_000)
    await server.settle()
    expect(await rowsOf(ecosystemId)).toMatchObject([{ state: 'failed', tries: 13 }])
  })

  test('a process that dies between sending and noting it sends again, with the same Message-ID', async () => {
    const { ecosystemId } = await server.newEcosystem()
    const { taken, port } = await mailServer()
    sendTo(port)
    await sendMailIn(server.services, ecosystemId, mail)
    const dies = new AbortController()
    const real = server.services.mailer
    server.services.mailer = {
      ...real,
      async deliver(message) {
        await real.deliver(message)
        // As after kill -9: the job is still marked as running, and its lease runs out.
        await server.database.owner.query(
          `update job set attempts = attempts + 1, lease_until = $1 where ecosystem_id = $2 and kind = 'mail.deliver'`,
          [new Date(server.clock.now().getTime() + 30_000), ecosystemId],
        )
      },
    }
    await runNext(server.services, new Map([[deliverMail.kind, deliverMail]]), dies.signal)
    expect((await rowsOf(ecosystemId))[0]!.state).toBe('queued')
    server.services.mailer = real
    server.clock.advance(31_000)
    await server.settle()
    const ids = taken.map((message) => /^Message-ID: (.*)$/m.exec(message)?.[1])
    expect([ids.length, new Set(ids).size, (await rowsOf(ecosystemId))[0]!.state]).toEqual([2, 1, 'sent'])
  })
})

describe('what a mail says', () => {
  const written = {
    id: 'mail_1',
    toAddress: 'ada@partner.test',
    toName: null,
    subject: mail.subject,
    paragraphs: mail.text,
    action: mail.action!,
  }
  const brand: BrandLook = {
    name: 'Acme',
    ecosystemName: 'Acme',
    lightColour: null,
    darkColour: null,
    domain: null,
    language: 'en',
    supportEmail: null,
    logoHash: null,
  }
  const from = { brand, address: 'https://hansa.test', unsubscribe: null }

  test('values are escaped in HTML, and line breaks in them begin no header', () => {
    const name = 'Eve\r\nBcc: all@partner.test <script>'
    const message = compose(
      { ...written, subject: say`${name} waits`, paragraphs: [say`${name}`] },
      { ...from, brand: { ...brand, name } },
      'en',
    )
    expect(message.subject).toBe('Eve Bcc: all@partner.test <script> waits')
    expect(message.fromName).toBe('Eve Bcc: all@partner.test <script>')
    expect(message.html).not.toContain('<script>')
    expect(message.html).toContain('Eve<br>Bcc: all@partner.test &#60;script&#62;')
  })

  test('it comes in the vendor’s name and colour, with its logo and help, and leads to the portal’s own domain', () => {
    const own = {
      name: 'Acme Partners',
      lightColour: '#7b2d8b',
      domain: 'partners.acme.test',
      supportEmail: 'help@acme.test',
    }
    const action = { label: say`Open`, url: '/portal/messages' }
    const { fromName, text, html } = compose(
      { ...written, action },
      { ...from, brand: { ...brand, ...own, logoHash: 'abc' } },
      'de',
    )
    expect(fromName).toBe('Acme Partners')
    expect(text).toContain('https://partners.acme.test/portal/messages')
    expect(text).toContain('Brauchen Sie Hilfe? Schreiben Sie an help@acme.test.')
    expect(html).toContain('background:#7b2d8b')
    expect(html).toContain('<img src="https://hansa.test/api/brand/logo/abc" alt="Acme Partners"')
  })

  test.each([
    'a@b.test\r\nBcc: x@y.test',
    'a@b.test, c@d.test',
    'a',
    'a@b',
    '<a@b.test>',
    'a b@c.test',
    'a@b@c.test',
    '@b.test',
  ])('no mail goes to %j', async (to) => {
    expect(addressProblem(to)).toContain('is not one e-mail address')
    const { ecosystemId } = await server.newEcosystem()
    await expect(sendMailIn(server.services, ecosystemId, { ...mail, to })).rejects.toThrow('email')
  })

  test.each(['https://elsewhere.test/', '//elsewhere.test', '/\\elsewhere.test', 'javascript:alert(1)'])(
    'a link to %s is refused: mails lead to this Hansa alone',
    async (url) => {
      const { ecosystemId } = await server.newEcosystem()
      const strange = { ...mail, action: { label: say`Go`, url } }
      await expect(sendMailIn(server.services, ecosystemId, strange)).rejects.toThrow('nothing else')
    },
  )

  test('settings that cannot work are refused without telling the password', () => {
    const open = (env: Record<string, string>) => () => openMailer(env, '/tmp', 'http://hansa.test')
    expect(open({ HANSA_SMTP_URL: 'mail.acme.test:geheim' })).toThrow(/^HANSA_SMTP_URL is not(?!.*geheim)/)
    expect(open({ HANSA_SMTP_URL: 'smtp://mail.acme.test' })).toThrow('HANSA_MAIL_FROM')
    expect(open({ HANSA_SMTP_URL: 'smtp://mail.acme.test', HANSA_MAIL_FROM: 'p@acme.test' })().sends).toBe(true)
  })
})
