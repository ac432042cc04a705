import { listOwnCertifications } from '@hansa/contract/enablement'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { DateText } from '../kit/DateTime.tsx'
import { t } from '../kit/language.tsx'
import { Muted } from '../kit/layout.tsx'
import { None } from '../kit/None.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Empty } from '../kit/State.tsx'

const most = 20

/** What the own company and its people are certified in, the next to expire first. */
export const PortalCertifications = () => (
  <Ready query={useQuery(ask(listOwnCertifications, { limit: most }))}>
    {({ items, total }) =>
      items.length === 0 ? (
        <Empty quiet title={t('No certifications yet')}>
          {t('Those that your people earn appear here.')}
        </Empty>
      ) : (
        <>
          <SimpleTable
            label={t('Your certifications')}
            columns={[
              { key: 'name', label: t('Certification') },
              { key: 'person', label: t('Person') },
              { key: 'expires', label: t('Expires'), align: 'end' },
            ]}
            items={items.map((it) => ({
              name: it.name,
              person: it.personName ?? <None />,
              expires: <DateText value={it.expiresOn} />,
            }))}
          />
          {(total ?? 0) > items.length && (
            <Muted small>{t('The first {count, number} of {total, number}.', { count: items.length, total })}</Muted>
          )}
        </>
      )
    }
  </Ready>
)
