import { readDealSplits, splitMethods, type DealSplit, type SplitEntry } from '@hansa/contract/deal-splits'
import type { DealRecord } from '@hansa/contract/deals'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { DateText, DateTime } from '../kit/DateTime.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Money } from '../kit/Money.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { SplitProposal } from './SplitProposal.tsx'
import { roleText, ShareText, SignatureTag, SplitTag } from './TeamWords.tsx'

/** How the deal is split: the newest version with its signatures, the one in force, earlier ones, and what was booked. */
export function SplitSection({ deal }: { deal: DealRecord }) {
  return (
    <Ready query={useQuery(ask(readDealSplits, { id: deal.id }))}>
      {({ splits, entries, may }) => (
        <Section
          title={t('Split')}
          lead={t('Each party signs its share. From negotiation on, the default table holds until all have signed.')}
          actions={<SplitProposal deal={deal} may={may['propose']} />}
        >
          <Stack>
            {splits.length === 0 && <Muted>{t('Nothing is proposed yet.')}</Muted>}
            {splits.map((split, i) => (
              <Version key={split.id} split={split} isOpen={i === 0 || split.state !== 'replaced'} />
            ))}
            {entries.length > 0 && <Entries entries={entries} />}
          </Stack>
        </Section>
      )}
    </Ready>
  )
}

function Version({ split, isOpen }: { split: DealSplit; isOpen: boolean }) {
  const { number, method, rulesVersion: version } = split
  return (
    <Stack gap="xs">
      <Row>
        <strong>{t('Version {number}', { number: String(number) })}</strong>
        <SplitTag state={split.state} />
        <Muted small>
          {t('{method}, rules version {version}', { method: t(splitMethods[method]), version: String(version) })}
        </Muted>
        <Muted small>
          <DateTime value={split.proposedAt} />
        </Muted>
      </Row>
      {split.reason && <Muted>{split.reason}</Muted>}
      {isOpen && <Shares split={split} />}
    </Stack>
  )
}

const Shares = ({ split }: { split: DealSplit }) => (
  <SimpleTable
    label={t('Shares of version {number}', { number: String(split.number) })}
    columns={[
      { key: 'partner', label: t('Organization') },
      { key: 'role', label: t('Role') },
      { key: 'share', label: t('Share'), align: 'end' },
      { key: 'amount', label: t('Amount'), align: 'end' },
      { key: 'signature', label: t('Signature') },
    ]}
    items={split.shares.map((share) => ({
      partner: share.partnerName,
      role: roleText(share.role),
      share: <ShareText basisPoints={share.basisPoints} />,
      amount: <Money value={share.amount} />,
      signature: (
        <Stack gap="xs">
          <SignatureTag signature={share.signature} />
          {share.answeredAt && (
            <Muted small>
              {share.answeredBy} · <DateTime value={share.answeredAt} />
            </Muted>
          )}
          {share.disputeReason && <Muted small>{share.disputeReason}</Muted>}
          {share.wantedBasisPoints !== null && (
            <Muted small>
              {t('Would take')} <ShareText basisPoints={share.wantedBasisPoints} />
            </Muted>
          )}
        </Stack>
      ),
    }))}
  />
)

const Entries = ({ entries }: { entries: readonly SplitEntry[] }) => (
  <SimpleTable
    label={t('Booked')}
    columns={[
      { key: 'day', label: t('Booked') },
      { key: 'partner', label: t('Organization') },
      { key: 'kind', label: t('Kind') },
      { key: 'amount', label: t('Amount'), align: 'end' },
    ]}
    items={entries.map((entry) => ({
      day: <DateText value={entry.day} />,
      partner: entry.partnerName,
      kind: entry.kind === 'won' ? t('At the win') : t('Correction'),
      amount: <Money value={entry.amount} />,
    }))}
  />
)
