import { listDeals } from '@hansa/contract/deals'
import { useList } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DataTable } from '../kit/DataTable.tsx'
import { Section } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { t } from '../kit/language.tsx'
import { paths } from '../paths.ts'
import { columns } from './columns.tsx'
import { RegistrationLink } from './RegistrationLink.tsx'

const shown = columns
  .filter((column) => !column.optional && column.id !== 'partner' && column.id !== 'owner')
  .map((column) => ({ ...column, sortable: false }))

/** A partner's deals, newest first. */
export const PartnerDeals = ({ organizationId }: { organizationId: string }) => (
  <Section
    title={t('Deals')}
    actions={
      <>
        <RegistrationLink organizationId={organizationId} />
        <Button small to={paths.deals(organizationId)}>
          {t('Search and sort')}
        </Button>
      </>
    }
  >
    <DataTable
      label={t('Deals')}
      list={useList(listDeals, { partnerId: organizationId })}
      columns={shown}
      rowLink={(deal) => paths.deal(deal.id)}
      empty={<Empty title={t('No deals with this partner yet')} />}
    />
  </Section>
)
