import { rejectionReasons, type RejectionReason } from '@hansa/contract/applications'
import { say, term, type Saying } from '@hansa/contract/language'
import { sendMail } from '../../core/mail/send.ts'
import { readEcosystem } from '../../identity/queries.ts'
import type { ApplicationRow } from '../queries/applications.ts'
import type { Acting } from './acting.ts'
import { statusLink } from './status-link.ts'

type About = Pick<ApplicationRow, 'id' | 'company' | 'contact' | 'email' | 'language'>

/** Where it came by a form, its applicant is written to; what was taken in from elsewhere is not. */
const isWrittenTo = (application: Pick<ApplicationRow, 'source'>): boolean => application.source === 'form'

async function write(
  acting: Acting,
  to: About,
  subject: Saying,
  text: readonly Saying[],
  label: Saying,
): Promise<void> {
  await sendMail(acting, {
    to: to.email,
    toName: to.contact,
    ...(to.language && { language: to.language }),
    subject,
    text: [say`Hello ${to.contact},`, ...text],
    action: { label, url: await statusLink(acting.db, to.id, acting.now) },
    about: to.id,
  })
}

const vendorOf = async (acting: Acting): Promise<string> => (await readEcosystem(acting.db)).name

/** After the form was sent, also when it was sent again: the link confirms the address. */
export async function writeReceipt(acting: Acting, to: About): Promise<void> {
  const vendor = await vendorOf(acting)
  await write(
    acting,
    to,
    say`Your application to ${vendor}`,
    [
      say`We have received the application of ${to.company} to become a partner of ${vendor}.`,
      say`Please open the link and confirm that this address is yours. On the same page you can see at any time how your application stands.`,
      say`If you did not apply, you need not do anything.`,
    ],
    say`Confirm my address`,
  )
}

export async function writeQuestion(acting: Acting, to: ApplicationRow, question: string): Promise<void> {
  if (!isWrittenTo(to)) return
  const vendor = await vendorOf(acting)
  await write(
    acting,
    to,
    say`A question about your application to ${vendor}`,
    [say`Before we decide on the application of ${to.company}, we would like to know:`, say`${question}`],
    say`Answer`,
  )
}

export async function writeApproval(acting: Acting, to: ApplicationRow, note: string): Promise<void> {
  if (!isWrittenTo(to)) return
  const vendor = await vendorOf(acting)
  await write(
    acting,
    to,
    say`Welcome to ${vendor}`,
    [
      say`We are glad to welcome ${to.company} as a partner of ${vendor}.`,
      ...(note === '' ? [] : [say`${note}`]),
      say`A separate e-mail invites you to the partner portal, where your first steps are waiting for you.`,
    ],
    say`See my application`,
  )
}

export async function writeRejection(
  acting: Acting,
  to: ApplicationRow,
  reason: RejectionReason,
  note: string,
): Promise<void> {
  if (!isWrittenTo(to)) return
  const vendor = await vendorOf(acting)
  await write(
    acting,
    to,
    say`Your application to ${vendor}`,
    [
      say`Thank you for the application of ${to.company}. We have decided not to accept it.`,
      term(rejectionReasons[reason].explanation),
      ...(note === '' ? [] : [say`${note}`]),
      say`If something important has changed, answer this e-mail: an application can be reopened.`,
    ],
    say`See my application`,
  )
}

export async function writeReopening(acting: Acting, to: ApplicationRow): Promise<void> {
  if (!isWrittenTo(to)) return
  const vendor = await vendorOf(acting)
  await write(
    acting,
    to,
    say`Your application to ${vendor} is open again`,
    [say`We look at the application of ${to.company} once more, and write to you when we have decided.`],
    say`See my application`,
  )
}
