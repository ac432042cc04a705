import type { Certification } from '@hansa/contract/enablement'
import type { Column } from '../kit/DataTable.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { None } from '../kit/None.tsx'
import { t } from '../kit/language.tsx'
import { CertificationActs } from './CertificationActs.tsx'
import { Standing } from './words.tsx'

export const name: Column<Certification> = {
  id: 'name',
  header: t('Certification'),
  cell: (one) => one.name,
  sortable: true,
}
/** What follows the name, wherever certifications are listed. */
export const facts: readonly Column<Certification>[] = [
  { id: 'person', header: t('Person'), cell: (one) => one.personName ?? <None /> },
  { id: 'standing', header: t('Standing'), cell: (one) => <Standing certification={one} /> },
  {
    id: 'grantedOn',
    header: t('Granted'),
    cell: (one) => <DateText value={one.grantedOn} />,
    sortable: true,
    align: 'end',
  },
  {
    id: 'expiresOn',
    header: t('Expires'),
    cell: (one) => <DateText value={one.expiresOn} />,
    sortable: true,
    align: 'end',
  },
  { id: 'endedOn', header: t('Ended'), cell: (one) => <DateText value={one.endedOn} />, align: 'end' },
  { id: 'acts', header: t('Acts'), cell: (one) => <CertificationActs certification={one} />, align: 'end' },
]
