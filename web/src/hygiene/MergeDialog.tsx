import { dismissDuplicate, mergeOrganizations, type Duplicate } from '@hansa/contract/hygiene'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { percentText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { refused, told } from '../kit/toast.ts'
import { reasonText, weightText } from '../likeness.ts'

const facts = (pair: Duplicate) =>
  [
    [t('Domain'), pair.left.domain, pair.right.domain],
    [t('Country'), pair.left.country, pair.right.country],
    [t('City'), pair.left.city, pair.right.city],
    [t('Partner'), pair.left.isPartner ? t('Yes') : t('No'), pair.right.isPartner ? t('Yes') : t('No')],
  ].map(([fact, left, right]) => ({ fact, left: left ?? '–', right: right ?? '–' }))

/** Two records side by side, what speaks for and against, and the decision: which one stays, or neither goes. */
export function MergeDialog({ pair, onClose }: { pair: Duplicate | null; onClose: () => void }) {
  const merge = useSend(mergeOrganizations)
  const dismiss = useSend(dismissDuplicate)
  const keep = (into: Duplicate['left'], from: Duplicate['left']) =>
    merge.mutate(
      { intoId: into.id, fromId: from.id },
      {
        onSuccess: () => {
          told(t('{from} is now part of {into}. It can be undone under Merges.', { from: from.name, into: into.name }))
          onClose()
        },
        onError: refused,
      },
    )
  return (
    <Dialog opened={pair !== null} title={t('One company, or two?')} onClose={onClose} wide>
      {pair && (
        <Stack>
          <SimpleTable
            label={t('Both records')}
            columns={[
              { key: 'fact', label: '' },
              { key: 'left', label: pair.left.name },
              { key: 'right', label: pair.right.name },
            ]}
            items={facts(pair)}
          />
          <SimpleTable
            label={t('Reasons')}
            columns={[
              { key: 'reason', label: t('Probability {probability}', { probability: percentText(pair.probability) }) },
              { key: 'weight', label: t('One company is'), align: 'end' },
            ]}
            items={pair.reasons.map((reason) => ({ reason: reasonText(reason), weight: weightText(reason) }))}
          />
          <Muted small>
            {t(
              'Everything of the one that goes (people, partnership, deals, revenue, history) moves to the one that stays.',
            )}
          </Muted>
          <Row>
            <Button
              kind="primary"
              may={pair.may.merge}
              busy={merge.isPending}
              onClick={() => keep(pair.left, pair.right)}
            >
              {t('Merge, keep {name}', { name: pair.left.name })}
            </Button>
            <Button may={pair.may.merge} busy={merge.isPending} onClick={() => keep(pair.right, pair.left)}>
              {t('Merge, keep {name}', { name: pair.right.name })}
            </Button>
            <Button
              kind="quiet"
              may={pair.may.dismiss}
              busy={dismiss.isPending}
              onClick={() =>
                dismiss.mutate(
                  { id: pair.id },
                  {
                    onSuccess: () => {
                      told(t('Kept apart; they are not proposed again'))
                      onClose()
                    },
                    onError: refused,
                  },
                )
              }
            >
              {t('Two companies')}
            </Button>
          </Row>
        </Stack>
      )}
    </Dialog>
  )
}
