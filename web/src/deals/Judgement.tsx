import type { RegistrationRecord } from '@hansa/contract/registrations'
import { rejectionReasons } from '@hansa/contract/registration-states'
import { Facts } from '../kit/Facts.tsx'
import { t } from '../kit/language.tsx'
import { Count } from '../kit/Numbers.tsx'
import { versionText } from './Hearing.tsx'
import { ruleText } from './review-words.tsx'

const outcomes = {
  approve: t('Approve: nothing stands against it'),
  review: t('A person decides'),
  duplicate: t('Already registered'),
} as const

/** What the rules found when the claim came in, and by which version: nothing that came later changes it. */
export const Judgement = ({
  judgement: { outcome, reason, rule, rulesVersion, isLowRisk, conflicts },
  programme,
}: {
  judgement: NonNullable<RegistrationRecord['judgement']>
  programme: string
}) => (
  <Facts
    items={[
      { label: t('Proposal'), value: outcomes[outcome] },
      ...(reason ? [{ label: t('Reason'), value: t(rejectionReasons[reason]) }] : []),
      { label: t('Rule'), value: ruleText(rule), hint: versionText(programme, rulesVersion) },
      { label: t('Low risk'), value: isLowRisk ? t('Yes') : t('No') },
      { label: t('Stood against it'), value: <Count value={conflicts.length} /> },
    ]}
  />
)
