import type { RegistrationConflict, RegistrationRecord } from '@hansa/contract/registrations'
import { rejectionReasons } from '@hansa/contract/registration-states'
import { DateTime } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Percent } from '../kit/Numbers.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Tag } from '../kit/Tag.tsx'
import { paths } from '../paths.ts'

const outcomes = {
  approve: t('Approve: nothing stands against it'),
  review: t('A person decides'),
  duplicate: t('Already registered'),
} as const
const bands = {
  block: { words: t('Same customer'), tone: 'red' },
  review: { words: t('Could be the same'), tone: 'amber' },
  note: { words: t('Faintly alike'), tone: 'grey' },
} as const
const kinds = { registration: t('Registration'), own_deal: t('Own deal'), renewal: t('Renewal') } as const
const ranks = { protected: t('protected'), earlier: t('stands before'), later: t('stands behind') } as const

/** What the rules propose, by which version, and everything that could stand against the claim, side by side. */
export const Judgement = ({ judgement }: { judgement: NonNullable<RegistrationRecord['judgement']> }) => (
  <Stack>
    <Facts
      items={[
        { label: t('Proposal'), value: outcomes[judgement.outcome] },
        ...(judgement.reason ? [{ label: t('Reason'), value: t(rejectionReasons[judgement.reason]) }] : []),
        {
          label: t('By the rules'),
          value: `${t('Version {version}', { version: judgement.rulesVersion })} · ${judgement.rule}`,
        },
        { label: t('Low risk'), value: judgement.isLowRisk ? t('Yes') : t('No') },
      ]}
    />
    {judgement.conflicts.length > 0 && (
      <SimpleTable
        label={t('What could stand against it')}
        columns={[
          { key: 'what', label: t('What') },
          { key: 'customer', label: t('Customer') },
          { key: 'partner', label: t('Partner') },
          { key: 'likeness', label: t('Likeness') },
          { key: 'probability', label: t('Probability'), align: 'end' },
          { key: 'since', label: t('Complete since'), align: 'end' },
        ]}
        items={judgement.conflicts.map((conflict) => ({
          what: <What conflict={conflict} />,
          customer: <Link to={paths.organization(conflict.customerId)}>{conflict.customerName}</Link>,
          partner: conflict.partnerName ?? t('Direct'),
          likeness: <Tag tone={bands[conflict.band].tone}>{bands[conflict.band].words}</Tag>,
          probability: <Percent value={conflict.probability} />,
          since: <DateTime value={conflict.completeAt} />,
        }))}
      />
    )}
  </Stack>
)

const What = ({ conflict: { kind, id, rank } }: { conflict: RegistrationConflict }) => (
  <>
    <Link to={kind === 'registration' ? paths.registration(id) : paths.deal(id)}>{kinds[kind]}</Link> · {ranks[rank]}
  </>
)
