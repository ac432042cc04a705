import type { RegistrationRecord } from '@hansa/contract/registrations'
import { DateTime } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Money } from '../kit/Money.tsx'
import { Count } from '../kit/Numbers.tsx'
import { paths } from '../paths.ts'
import { RegistrationTag } from './registration-words.tsx'

/** How the partner's claims went so far, and its last ones. */
export const PartnerClaims = ({ it }: { it: RegistrationRecord }) => {
  const { recent, ...counts } = it.partnerRecord
  return (
    <Stack>
      <Facts
        items={[
          { label: t('Name'), value: <Link to={paths.partner(it.partnerId)}>{it.partnerName}</Link> },
          { label: t('Sent by'), value: it.submitter },
          { label: t('Claims sent'), value: <Count value={counts.sent} /> },
          { label: t('Approved'), value: <Count value={counts.approved} /> },
          { label: t('Won'), value: <Count value={counts.won} /> },
          { label: t('Refused'), value: <Count value={counts.refused} /> },
          { label: t('Overturned on appeal'), value: <Count value={counts.overturned} /> },
          { label: t('Expired'), value: <Count value={counts.expired} /> },
        ]}
      />
      {recent.map((one) => (
        <div key={one.id}>
          <Row gap="xs">
            <Link to={paths.registration(one.id)}>{one.customerName ?? t('Registration')}</Link>
            <RegistrationTag dot state={one.state} />
          </Row>
          <Muted small>
            {one.value && (
              <>
                <Money value={one.value} /> ·{' '}
              </>
            )}
            <DateTime ago value={one.changedAt} />
          </Muted>
        </div>
      ))}
    </Stack>
  )
}
