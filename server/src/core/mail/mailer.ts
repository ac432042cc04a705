import { mkdir, rename, writeFile } from 'node:fs/promises'
import { createTransport } from 'nodemailer'
import type { Message } from './compose.ts'

/** What takes mails out of the house. */
export interface Mailer {
  /** False where no mail server is set: then mails are kept, and read in the outbox. */
  readonly sends: boolean
  /** This Hansa's own address, which links in mails lead to. */
  readonly address: string
  /** Hands a mail over. Given the same one again, its Message-ID is the same. */
  deliver(message: Message): Promise<void>
  /** Lets go of the connections to the mail server. */
  close(): void
}

const nodemailer = ({ messageId, fromName, to, ...rest }: Message, from: string) => ({
  ...rest,
  messageId,
  from: { name: fromName, address: from },
  to,
  // A text from people must not make the library fetch a file or an address.
  disableFileAccess: true,
  disableUrlAccess: true,
})

/**
 * Sends by SMTP.
 *
 * @param url such as `smtps://user:password@mail.example.com` or `smtp://localhost:25`
 * @param from the address that mails come from
 */
export function smtpMailer(url: string, from: string, address: string): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  })
  return {
    sends: true,
    address,
    async deliver(message) {
      await transport.sendMail(nodemailer(message, from))
    },
    close: () => transport.close(),
  }
}

/** Writes each mail as a file `<id>.eml`, for a Hansa that has no mail server. */
function outboxMailer(folder: string, address: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true })
  return {
    sends: false,
    address,
    async deliver(message) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const { message: bytes } = await transport.sendMail(nodemailer(message, 'hansa@localhost'))
      const file = `${folder}/${message.messageId.replace(/^<|@.*$/g, '')}.eml`
      await writeFile(`${file}.part`, bytes as Buffer, { mode: 0o600 })
      await rename(`${file}.part`, file)
    },
    close: () => {},
  }
}

/**
 * The mailer that the environment asks for.
 *
 * @throws Error whose sentence says which setting is wrong, without its value: the URL may hold a password.
 */
export function openMailer(env: Record<string, string | undefined>, folder: string, address: string): Mailer {
  const { HANSA_SMTP_URL: url, HANSA_MAIL_FROM: from } = env
  if (!url) return outboxMailer(folder, address)
  if (!/^smtps?:\/\/\S+$/.test(url) || !URL.canParse(url))
    throw new Error('HANSA_SMTP_URL is not an address like smtps://user:password@mail.example.com.')
  if (!from || !/^[^\s@<>,]+@[^\s@<>,]+$/.test(from))
    throw new Error('HANSA_SMTP_URL is set, so HANSA_MAIL_FROM must be the address that mails come from.')
  return smtpMailer(url, from, address)
}
