import type { DealRecord } from '@hansa/contract/deals'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../kit/Button.tsx'
import { t } from '../kit/language.tsx'
import { Muted } from '../kit/layout.tsx'
import { Money } from '../kit/Money.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Section } from '../kit/Page.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'

const EditLines = lazy(async () => ({ default: (await import('./EditLines.tsx')).EditLines }))

/** What is sold. Where there are lines, their sum is the deal's value. */
export function DealLines({ deal }: { deal: DealRecord }) {
  const [open, setOpen] = useState(false)
  const { lines } = deal
  const some = <T,>(of: (line: DealRecord['lines'][number]) => T | null) => lines.some((line) => of(line) !== null)
  return (
    <Section
      title={t('Lines')}
      lead={lines.length > 0 && t('The deal’s value is the sum of its lines. Participants do not see them.')}
      actions={
        <Button small may={deal.may['edit']} onClick={() => setOpen(true)}>
          {lines.length > 0 ? t('Edit lines') : t('Add lines')}
        </Button>
      }
      boxed
    >
      {lines.length === 0 ? (
        <Muted>{t('No lines: the value is what somebody said.')}</Muted>
      ) : (
        <SimpleTable
          label={t('Lines')}
          columns={[
            { key: 'product', label: t('Product') },
            ...(some((line) => line.family) ? [{ key: 'family', label: t('Family') }] : []),
            ...(some((line) => line.partnerId) ? [{ key: 'partner', label: t('Partner') }] : []),
            { key: 'quantity', label: t('Quantity'), align: 'end' },
            ...(some((line) => line.unitPrice)
              ? [{ key: 'unitPrice', label: t('Unit price'), align: 'end' as const }]
              : []),
            { key: 'amount', label: t('Amount'), align: 'end' },
          ]}
          items={[
            ...lines.map((line) => ({
              product: line.product,
              family: line.family,
              partner: line.partnerName,
              quantity: <Count value={line.quantity} />,
              unitPrice: <Money value={line.unitPrice} />,
              amount: <Money value={line.amount} />,
            })),
            { product: <strong>{t('Sum')}</strong>, amount: <strong>{<Money value={deal.value} />}</strong> },
          ]}
        />
      )}
      {open && (
        <Suspense>
          <EditLines deal={deal} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Section>
  )
}
