import { say } from '@hansa/contract/language'
import type { Db } from '../../core/database/scope.ts'
import { Refusal } from '../../core/errors.ts'
import type { OutsideContext } from '../../core/http/route.ts'
import { holdApplication, type ApplicationRow } from '../queries/applications.ts'
import { applicationBehind, signed, signedText } from '../queries/form.ts'
import { asOutsider, type Acting } from './acting.ts'

const days = 180
const aDay = 86_400_000

/** The address of an application's status page, for its applicant alone: it works for half a year. */
export async function statusLink(db: Db, applicationId: string, now: Date): Promise<string> {
  const until = Math.floor(now.getTime() / aDay) + days
  return `/portal/application#${await signed(db, 'status', `${applicationId}.${until}`)}`
}

const unknown = () =>
  new Refusal(
    'missing',
    say`This link does not work: it was copied in part, or was never one of ours. Use the newest e-mail about your application.`,
  )

/** One transaction of an applicant who has the link from the e-mail. */
export async function asApplicant<T>(
  { services, now }: OutsideContext,
  key: string,
  work: (acting: Acting, application: ApplicationRow) => Promise<T>,
): Promise<T> {
  const [id = ''] = key.split('.')
  const ecosystemId = /^app_[0-9a-z]{26}$/.test(id)
    ? await services.database.outside((db) => applicationBehind(db, id))
    : undefined
  if (!ecosystemId) throw unknown()
  return asOutsider(services, ecosystemId, now, async (acting, named) => {
    const text = await signedText(acting.db, 'status', key)
    if (text === undefined) throw unknown()
    if (Number(text.split('.')[1]) * aDay < now.getTime())
      throw new Refusal(
        'missing',
        say`This link has expired. Write to us if you want to know how your application stands.`,
      )
    const application = await holdApplication(acting.db, id)
    named(application.contact)
    return work(acting, application)
  })
}
