import { invitationStates, type Invitation } from '@hansa/contract/access'
import type { Member } from '@hansa/contract/identity'
import { roles } from '@hansa/contract/permissions'
import type { Column } from '../kit/DataTable.tsx'
import { DateText, DateTime } from '../kit/DateTime.tsx'
import { t } from '../kit/language.tsx'
import { Tag } from '../kit/Tag.tsx'
import type { Tone } from '../kit/tokens.ts'

/** People with a login. */
export const memberColumns: Column<Member>[] = [
  { id: 'name', header: t('Name'), cell: (member) => member.name, sortable: true },
  { id: 'email', header: t('E-mail'), cell: (member) => member.email },
  { id: 'role', header: t('Role'), cell: (member) => t(roles[member.role]) },
  {
    id: 'state',
    header: t('Access'),
    cell: (member) => (
      <Tag dot tone={member.disabled ? 'grey' : 'green'}>
        {member.disabled ? t('Ended') : t('Active')}
      </Tag>
    ),
  },
  {
    id: 'createdAt',
    header: t('Added'),
    cell: (member) => <DateTime ago value={member.createdAt} />,
    sortable: true,
    align: 'end',
  },
]

const tones: Record<Invitation['state'], Tone> = {
  open: 'blue',
  expired: 'amber',
  accepted: 'green',
  withdrawn: 'grey',
}

/** People who were invited. */
export const invitationColumns: Column<Invitation>[] = [
  { id: 'email', header: t('E-mail'), cell: (it) => it.email },
  { id: 'role', header: t('Role'), cell: (it) => t(roles[it.role]) },
  {
    id: 'state',
    header: t('State'),
    cell: (it) => (
      <Tag dot tone={tones[it.state]}>
        {t(invitationStates[it.state])}
      </Tag>
    ),
  },
  { id: 'invitedBy', header: t('Invited by'), cell: (it) => it.invitedBy },
  { id: 'sentAt', header: t('Sent'), cell: (it) => <DateTime ago value={it.sentAt} />, align: 'end' },
  { id: 'expiresAt', header: t('Works until'), cell: (it) => <DateText value={it.expiresAt} />, align: 'end' },
]
