import { listColleagueInvitations } from '@hansa/contract/access'
import type { Me } from '@hansa/contract/identity'
import { readSecurity } from '@hansa/contract/security'
import { call } from '../api.ts'
import { agoText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { portalPaths } from '../paths.ts'
import type { WaitingItem } from '../portal-sections.ts'

/** Days after which an invitation that nobody has answered is worth a word. */
const patience = 3

/** A second factor that the own login lacks, and colleagues' invitations that nobody answers. */
export async function accessWaiting(me: Me): Promise<WaitingItem[]> {
  const { twoFactor } = await call(readSecurity, {})
  return [
    ...(twoFactor
      ? []
      : [
          {
            id: 'two-factor',
            title: t('Add a second factor to your login'),
            hint: t('A stolen password alone then opens nothing.'),
            to: portalPaths.security(),
          },
        ]),
    ...(me.permissions.includes('colleagues.manage') ? await unanswered() : []),
  ]
}

async function unanswered(): Promise<WaitingItem[]> {
  const [open, expired] = await Promise.all(
    (['open', 'expired'] as const).map((state) => call(listColleagueInvitations, { state, limit: 20 })),
  )
  const now = new Date()
  const late = now.getTime() - patience * 86_400_000
  return [
    ...expired!.items.map(({ id, name, email }) => ({
      id,
      title: t('The invitation of {name} has expired', { name: name || email }),
      hint: t('Send it again, or take it back.'),
      to: portalPaths.colleagues(),
    })),
    ...open!.items
      .filter(({ sentAt }) => Date.parse(sentAt) < late)
      .map(({ id, name, email, sentAt }) => ({
        id,
        title: t('{name} has not answered the invitation', { name: name || email }),
        hint: agoText(sentAt, now),
        to: portalPaths.colleagues(),
      })),
  ]
}
