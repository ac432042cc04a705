import { listCertifications, type Certification } from '@hansa/contract/enablement'
import { useList } from '../api.ts'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { t } from '../kit/language.tsx'
import { facts, name } from './columns.tsx'
import { GrantCertification } from './GrantCertification.tsx'

const columns: readonly Column<Certification>[] = [name, ...facts].map((column) => ({ ...column, sortable: false }))

/** What a partner and its people are certified in, the newest first. */
export const PartnerCertifications = ({ organizationId }: { organizationId: string }) => (
  <Section title={t('Certifications')} actions={<GrantCertification organizationId={organizationId} />}>
    <DataTable
      label={t('Certifications')}
      list={useList(listCertifications, { organizationId })}
      columns={columns}
      empty={<Empty title={t('No certifications are recorded')} />}
    />
  </Section>
)
