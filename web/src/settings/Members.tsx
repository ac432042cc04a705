import { listInvitations, resendInvitation, withdrawInvitation } from '@hansa/contract/access'
import { listMembers, resetTwoFactor, updateMember, type Member } from '@hansa/contract/identity'
import { useState } from 'react'
import { useList } from '../api.ts'
import { ConfirmSend } from '../ConfirmSend.tsx'
import { Invite, roleOptions, rolesLike } from '../identity/Invite.tsx'
import { Invitations, People } from '../identity/People.tsx'
import { Button } from '../kit/Button.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { t } from '../kit/language.tsx'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { useMay } from '../me.ts'

const filters: Filter[] = [{ kind: 'select', name: 'role', label: t('Role'), options: roleOptions }]

/** Who has a login here, with which role, and who is invited. */
export function Members() {
  const url = useUrl()
  const may = useMay('ecosystem.manage')
  const [inviting, setInviting] = useState(false)
  const [lost, setLost] = useState<Member>()
  return (
    <>
      <Section
        title={t('Members')}
        lead={t(
          'People with a login. What each role may do is fixed; partners’ people see only what concerns their organization.',
        )}
        actions={
          <Button kind="primary" may={may} onClick={() => setInviting(true)}>
            {t('Invite a person')}
          </Button>
        }
      >
        <FilterBar url={url} filters={filters} search={t('Name or e-mail')} />
        <People
          label={t('Members')}
          list={useList(listMembers, {}, url.query)}
          url={url}
          may={may}
          change={updateMember}
          roleOptions={(member) => rolesLike(member.role)}
          resetFactor={setLost}
          empty={<Empty title={t('Nobody fits')}>{t('Take the filter off, or search for something else.')}</Empty>}
        />
      </Section>
      <Section title={t('Invitations')}>
        <Invitations
          list={useList(listInvitations, {})}
          may={may}
          resend={resendInvitation}
          withdraw={withdrawInvitation}
          empty={<Empty title={t('Nobody is invited')} />}
        />
      </Section>
      <ConfirmSend
        endpoint={resetTwoFactor}
        input={lost && { id: lost.id }}
        title={t('Switch off the second factor of {name}?', { name: lost?.name ?? '' })}
        confirm={t('Switch off')}
        danger
        said={t('{name} can set up a new one', { name: lost?.name ?? '' })}
        onClose={() => setLost(undefined)}
      >
        {t('For who has lost telephone and recovery codes. Make sure that it is really them who asks.')}
      </ConfirmSend>
      <Invite opened={inviting} onClose={() => setInviting(false)} />
    </>
  )
}
