import { listDeals } from '@hansa/contract/deals'
import {
  acceptTeamProposal,
  listTeamProposals,
  proposalStates,
  refuseTeamProposal,
  type TeamProposal,
} from '@hansa/contract/deal-teams'
import { listOrganizations } from '@hansa/contract/organizations'
import { useState } from 'react'
import { call, useList, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { RecordPicker } from '../kit/choices.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { told } from '../kit/toast.ts'
import { useUrl } from '../kit/useUrl.ts'
import { useMay } from '../me.ts'
import { roleText } from './TeamWords.tsx'

const columns: Column<TeamProposal>[] = [
  { id: 'customer', header: t('Customer'), cell: (it) => it.customerName },
  { id: 'by', header: t('Proposed by'), cell: (it) => it.proposedByName },
  { id: 'who', header: t('Who would join'), cell: (it) => it.partnerName ?? it.proposedByName },
  { id: 'role', header: t('Role'), cell: (it) => roleText(it.role) },
  { id: 'evidence', header: t('Evidence'), cell: (it) => it.evidence },
  {
    id: 'state',
    header: t('State'),
    cell: (it) =>
      it.state === 'open' ? (
        <Decide it={it} />
      ) : (
        <Stack gap="xs">
          <Tag dot tone={it.state === 'accepted' ? 'green' : 'grey'}>
            {t(proposalStates[it.state])}
          </Tag>
          {it.reason && <Muted small>{it.reason}</Muted>}
        </Stack>
      ),
  },
  {
    id: 'createdAt',
    header: t('Proposed'),
    cell: (it) => <DateTime ago value={it.createdAt} />,
    align: 'end',
    sortable: true,
  },
]
const filters: Filter[] = [
  {
    kind: 'multi',
    name: 'state',
    label: t('State'),
    options: Object.entries(proposalStates).map(([value, label]) => ({ value, label: t(label) })),
  },
]

/** What partners propose for the teams of deals. */
export function TeamProposalsPage() {
  const url = useUrl()
  const list = useList(listTeamProposals, {}, url.query)
  return (
    <Page title={t('Proposals for teams')} lead={t('Partners who would join a deal, or know who should.')}>
      <FilterBar url={url} filters={filters} search={t('Customer or partner')} />
      <DataTable
        label={t('Proposals for teams')}
        list={list}
        columns={columns}
        url={url}
        defaultSort="-createdAt"
        empty={<Empty title={t('No proposals')}>{t('Partners propose in the portal, under Deals.')}</Empty>}
      />
    </Page>
  )
}

const findDeal = async (q: string) => {
  const { items } = await call(listDeals, { ...(q && { q }), limit: 10 })
  return items.map((it) => ({ value: it.id, label: [it.name, it.customerName].filter(Boolean).join(' · ') }))
}
const findPartner = async (q: string) => {
  const { items } = await call(listOrganizations, { ...(q && { q }), limit: 10 })
  return items.map((it) => ({ value: it.id, label: it.name }))
}

function Decide({ it }: { it: TeamProposal }) {
  const [open, setOpen] = useState<'accept' | 'refuse' | null>(null)
  const accept = useSend(acceptTeamProposal)
  const refuse = useSend(refuseTeamProposal)
  const may = useMay('deals.write')
  const close = () => setOpen(null)
  const done = (text: string) => () => {
    told(text)
    close()
  }
  return (
    <Row>
      <Button small may={may} onClick={() => setOpen('refuse')}>
        {t('Do not take up')}
      </Button>
      <Button small kind="primary" may={may} onClick={() => setOpen('accept')}>
        {t('Take up')}
      </Button>
      <Dialog opened={open === 'accept'} title={t('Take up')} onClose={close}>
        <Form
          schema={acceptTeamProposal.input}
          fixed={{ id: it.id }}
          send={accept.mutateAsync}
          guard={false}
          onSent={done(it.partnerName ? t('Invited') : t('In the team'))}
        >
          <RecordPicker name="dealId" label={t('Deal')} find={findDeal} />
          {it.partnerName && (
            <RecordPicker
              name="partnerId"
              label={t('Which organization “{name}” is', { name: it.partnerName })}
              find={findPartner}
            />
          )}
          <SubmitBar label={t('Take up')} onCancel={close} />
        </Form>
      </Dialog>
      <Dialog opened={open === 'refuse'} title={t('Do not take up')} onClose={close}>
        <Form
          schema={refuseTeamProposal.input}
          fixed={{ id: it.id }}
          send={refuse.mutateAsync}
          guard={false}
          onSent={done(t('The partner reads your reason'))}
        >
          <TextAreaField name="reason" label={t('Reason')} rows={2} hint={t('The partner reads it.')} />
          <SubmitBar label={t('Do not take up')} onCancel={close} />
        </Form>
      </Dialog>
    </Row>
  )
}
