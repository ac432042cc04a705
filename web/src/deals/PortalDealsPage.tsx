import { listOwnDeals, proposeForTeam, type OwnDeal } from '@hansa/contract/own-deals'
import { useState } from 'react'
import { useList, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { SelectField } from '../kit/choices.tsx'
import { DataTable, type Column } from '../kit/DataTable.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { DateField, SubmitBar, TextAreaField, TextField } from '../kit/fields.tsx'
import { FilterBar } from '../kit/FilterBar.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Row } from '../kit/layout.tsx'
import { Money } from '../kit/Money.tsx'
import { None } from '../kit/None.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { told } from '../kit/toast.ts'
import { useUrl } from '../kit/useUrl.ts'
import { portalPaths } from '../paths.ts'
import { DealStageTag } from './DealStageTag.tsx'
import { ParticipantTag, roleOptions, roleText } from './TeamWords.tsx'
import { today } from './words.ts'

const current = (it: OwnDeal) =>
  it.participations.filter(({ state }) => ['invited', 'active', 'dissolved'].includes(state))

const columns: Column<OwnDeal>[] = [
  { id: 'customer', header: t('Customer'), cell: (it) => it.customerName },
  {
    id: 'role',
    header: t('Your role'),
    cell: (it) => (
      <Row>
        {[...new Set(current(it).map(({ role }) => roleText(role)))].join(', ')}
        {current(it).some(({ state }) => state === 'invited') && <ParticipantTag state="invited" />}
      </Row>
    ),
  },
  { id: 'product', header: t('Product'), cell: (it) => it.product ?? <None /> },
  { id: 'stage', header: t('Stage'), cell: (it) => (it.stage ? <DealStageTag dot stage={it.stage} /> : <None />) },
  { id: 'value', header: t('Value'), cell: (it) => <Money value={it.value} />, align: 'end' },
  {
    id: 'close',
    header: t('Expected close'),
    cell: (it) => <DateText value={it.closedOn ?? it.expectedCloseOn} />,
    align: 'end',
  },
]

/** The deals in whose team the partner is, or is invited. */
export function PortalDealsPage() {
  const url = useUrl()
  const list = useList(listOwnDeals, {}, url.query)
  return (
    <Page
      title={t('Deals')}
      lead={t('Deals in whose team you are. Each shows your own part: your role, your share.')}
      actions={<Propose />}
    >
      <FilterBar url={url} filters={[]} search={t('Customer or product')} />
      <DataTable
        label={t('Deals')}
        list={list}
        columns={columns}
        url={url}
        defaultSort="-since"
        rowLink={(it) => portalPaths.deal(it.id)}
        empty={
          <Empty title={t('You are in no deal’s team')}>
            {t('You get there by a registration that becomes a deal, by invitation, or by your own proposal.')}
          </Empty>
        }
      />
    </Page>
  )
}

/** Proposes to join a deal of the vendor's, or that another company joins. */
function Propose() {
  const [open, setOpen] = useState(false)
  const send = useSend(proposeForTeam)
  const close = () => setOpen(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('Propose to take part')}</Button>
      <Dialog opened={open} title={t('Propose to take part')} onClose={close}>
        <Form
          schema={proposeForTeam.input}
          send={send.mutateAsync}
          guard={false}
          onSent={() => {
            told(t('Proposed: the vendor decides'))
            close()
          }}
        >
          <TextField name="customerName" label={t('Customer')} />
          <Columns>
            <SelectField name="role" label={t('Role')} options={roleOptions} />
            <DateField name="evidenceOn" label={t('Active since')} max={today()} />
          </Columns>
          <TextAreaField name="evidence" label={t('What you, or it, did with the customer')} rows={3} />
          <TextField name="partnerName" label={t('Another company')} hint={t('If empty, you propose yourselves.')} />
          <SubmitBar label={t('Propose')} onCancel={close} />
        </Form>
      </Dialog>
    </>
  )
}
