import { say, type Language, type Saying } from '@hansa/contract/language'
import { addressOf, type BrandLook } from '../brand.ts'
import { inLanguage } from '../language.ts'

/** What is written, in whichever language; the parts of a `mail` row that are read when it goes out. */
interface Written {
  readonly id: string
  readonly toAddress: string
  readonly toName: string | null
  readonly subject: Saying
  readonly paragraphs: readonly Saying[]
  readonly action: { readonly label: Saying; readonly url: string } | null
}

/** Whose mail it is, and where its links lead. */
interface Sender {
  readonly brand: BrandLook
  /** This Hansa's own address, without a slash at its end. */
  readonly address: string
  /** For notifications: the token of the reader's choice. */
  readonly unsubscribe: string | null
}

/** A mail as a mail server takes it. */
export interface Message {
  readonly messageId: string
  readonly fromName: string
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
}

const forbidden = /[\p{Cc}\s<>(),;:\\"[\]]/u

/** What keeps a mail from being sent to this address: anything that could begin another header or another address. */
export function addressProblem(address: string): string | undefined {
  const [local = '', domain = '', ...more] = address.split('@')
  const good =
    !forbidden.test(address) && more.length === 0 && local !== '' && domain.includes('.') && address.length <= 254
  return good ? undefined : `"${address.replace(/\p{Cc}/gu, '?').slice(0, 80)}" is not one e-mail address`
}

/** Values come from people: a line break in a company's name must not become one in a header. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`).replace(/\r?\n/g, '<br>')

/** Says a mail in its reader's language, as plain text and as HTML that needs no images and no styles to be read. */
export function compose(mail: Written, from: Sender, language: Language): Message {
  const said = (saying: Saying) => inLanguage(saying, language)
  const subject = oneLine(said(mail.subject)).slice(0, 200)
  const paragraphs = mail.paragraphs.map(said)
  const link = mail.action && {
    label: said(mail.action.label),
    url: addressOf(from.brand, from.address, mail.action.url),
  }
  const leave = from.unsubscribe && {
    label: said(say`Send me no more notifications`),
    url: `${from.address}/unsubscribe#${from.unsubscribe}`,
  }
  const { brand } = from
  const sender = oneLine(brand.name)
  const help = brand.supportEmail && said(say`Do you need help? Write to ${brand.supportEmail}.`)
  return {
    messageId: `<${mail.id}@${new URL(from.address).hostname}>`,
    fromName: sender,
    to: { name: oneLine(mail.toName ?? ''), address: mail.toAddress },
    subject,
    text: [
      ...paragraphs,
      ...(link ? [`${link.label}:\n${link.url}`] : []),
      `-- \n${sender}${help ? `\n${help}` : ''}${leave ? `\n${leave.label}: ${leave.url}` : ''}`,
    ].join('\n\n'),
    html: page(language, subject, [
      ...(brand.logoHash ? [logo(`${from.address}/api/brand/logo/${brand.logoHash}`, sender)] : []),
      ...paragraphs.map((text) => `<p style="margin:0 0 16px">${escaped(text)}</p>`),
      ...(link ? [button(link.label, link.url, brand.lightColour ?? '#0f6271')] : []),
      `<p style="margin:32px 0 0;color:#52575c;font-size:14px">${escaped(sender)}${help ? `<br>${escaped(help)}` : ''}${
        leave ? `<br><a href="${escaped(leave.url)}" style="color:#52575c">${escaped(leave.label)}</a>` : ''
      }</p>`,
    ]),
    headers: from.unsubscribe
      ? {
          'List-Unsubscribe': `<${from.address}/api/mail/unsubscribe?token=${from.unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }
      : { 'Auto-Submitted': 'auto-generated' },
  }
}

/** Readers that show no images show the name instead. */
const logo = (url: string, name: string) =>
  `<p style="margin:0 0 24px;font-weight:600"><img src="${escaped(url)}" alt="${escaped(name)}" height="40" style="height:40px"></p>`

const button = (label: string, url: string, colour: string) =>
  `<p style="margin:24px 0"><a href="${escaped(url)}" style="display:inline-block;padding:12px 20px;border-radius:6px;` +
  `background:${colour};color:#ffffff;text-decoration:none;font-weight:600">${escaped(label)}</a></p>` +
  `<p style="margin:0 0 16px;color:#52575c;font-size:14px;word-break:break-all">${escaped(url)}</p>`

const page = (language: Language, title: string, body: readonly string[]) =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${escaped(title)}</title></head><body style="margin:0;padding:24px;background:#ffffff;color:#1b1f23;` +
  `font:16px/1.5 system-ui,sans-serif"><div role="article" style="max-width:560px;margin:0 auto">${body.join('')}` +
  `</div></body></html>`
