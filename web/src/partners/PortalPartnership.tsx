import { partnerTypes } from '@hansa/contract/partners'
import { readPartnership, type Partnership } from '@hansa/contract/partnership'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { DateText } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { t } from '../kit/language.tsx'
import { Link } from '../kit/Link.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Loading } from '../kit/State.tsx'
import { Tag, Tags } from '../kit/Tag.tsx'

/** What the own company is in the programme, and whom to turn to. */
export const PortalPartnership = () => (
  <Ready query={useQuery(ask(readPartnership, {}))} loading={<Loading kind="facts" />}>
    {(it) => (
      <Facts
        items={[
          { label: t('Company'), value: it.organizationName },
          {
            label: t('Types'),
            value:
              it.types.length > 0 ? <Tags most={9} values={it.types.map((type) => t(partnerTypes[type]))} /> : null,
          },
          { label: t('Tier'), value: it.tier && <Tag tone="accent">{it.tier}</Tag> },
          { label: t('Territory'), value: it.territory },
          it.leftOn
            ? { label: t('Ended on'), value: <DateText value={it.leftOn} /> }
            : { label: t('Partner since'), value: it.since && <DateText value={it.since} /> },
          { label: t('Your partner manager'), value: contact(it.manager) },
        ]}
      />
    )}
  </Ready>
)

const contact = (manager: Partnership['manager']) =>
  manager && (
    <>
      {manager.name}
      {manager.email && (
        <div>
          <Link href={`mailto:${manager.email}`}>{manager.email}</Link>
        </div>
      )}
    </>
  )
