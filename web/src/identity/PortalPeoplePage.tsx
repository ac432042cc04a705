import {
  listColleagueInvitations,
  listColleagues,
  resendColleagueInvitation,
  updateColleague,
  withdrawColleagueInvitation,
} from '@hansa/contract/access'
import { useState } from 'react'
import { useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { FilterBar } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { useMay } from '../me.ts'
import { InviteColleague, rolesLike } from './Invite.tsx'
import { Invitations, People } from './People.tsx'

/** A partner's own people in the portal. */
export function PortalPeoplePage() {
  const url = useUrl()
  const may = useMay('colleagues.manage')
  const [inviting, setInviting] = useState(false)
  return (
    <Page
      title={t('People')}
      lead={t('The people of your company who work in the portal.')}
      actions={
        <Button kind="primary" may={may} onClick={() => setInviting(true)}>
          {t('Invite a colleague')}
        </Button>
      }
    >
      <Section>
        <FilterBar url={url} filters={[]} search={t('Name or e-mail')} />
        <People
          label={t('People')}
          list={useList(listColleagues, {}, url.query)}
          url={url}
          may={may}
          change={updateColleague}
          roleOptions={(member) => rolesLike(member.role)}
          empty={<Empty title={t('Nobody fits')}>{t('Search for something else.')}</Empty>}
        />
      </Section>
      <Section title={t('Invitations')}>
        <Invitations
          list={useList(listColleagueInvitations, {})}
          may={may}
          resend={resendColleagueInvitation}
          withdraw={withdrawColleagueInvitation}
          empty={<Empty title={t('Nobody is invited')} />}
        />
      </Section>
      <InviteColleague opened={inviting} onClose={() => setInviting(false)} />
    </Page>
  )
}
