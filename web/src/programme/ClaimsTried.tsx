import type { TriedOutcome } from '@hansa/contract/registration-queue'
import { registrationStates, rejectionReasons } from '@hansa/contract/registration-states'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Count } from '../kit/Numbers.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { paths } from '../paths.ts'
import type { Trial } from './WhatChanges.tsx'

type Tried = Trial['claims']

const outcomes: Record<TriedOutcome, string> = {
  approve: t('Approved by the rules'),
  review: t('Referred to a person'),
  duplicate: t('Blocked by the rules'),
  not_taken: t('Not taken: country or product family'),
}

/** What changed rules would have made of past claims, and what they do not touch. */
export const ClaimsTried = ({ tried: { tried, waiting, before, after, due, different } }: { tried: Tried }) => (
  <Stack>
    <p>
      {t('{different} of {tried, number} past claims would have been judged differently.', {
        different: different.total ?? different.items.length,
        tried,
      })}{' '}
      {t('Claims that are complete keep the version under which they came in; these rules judge what comes after.')}
    </p>
    {tried > 0 && (
      <SimpleTable
        label={t('Past claims by what the rules make of them')}
        columns={[
          { key: 'outcome', label: t('Outcome') },
          { key: 'before', label: t('As judged'), align: 'end' },
          { key: 'after', label: t('By these rules'), align: 'end' },
        ]}
        items={(Object.keys(outcomes) as TriedOutcome[]).map((outcome) => ({
          outcome: outcomes[outcome],
          before: <Count value={before[outcome]} />,
          after: <Count value={after[outcome]} />,
        }))}
      />
    )}
    {waiting > 0 && (
      <p>
        {t(
          'Of {count, number} that wait, the review would be due earlier for {earlier}, later for {later}; for {overdue} it would be over by now.',
          { count: waiting, ...due },
        )}
      </p>
    )}
    {different.items.length > 0 && (
      <SimpleTable
        label={t('Judged differently')}
        columns={[
          { key: 'customer', label: t('Customer') },
          { key: 'partner', label: t('Partner') },
          { key: 'state', label: t('State') },
          { key: 'before', label: t('As judged') },
          { key: 'after', label: t('By these rules') },
        ]}
        items={different.items.slice(0, 50).map((one) => ({
          customer: <Link to={paths.registration(one.id)}>{one.customerName}</Link>,
          partner: one.partnerName,
          state: t(registrationStates[one.state].name),
          before: outcomeText(one.before),
          after: outcomeText(one.after),
        }))}
      />
    )}
  </Stack>
)

const outcomeText = ({ outcome, reason, isLowRisk }: Tried['different']['items'][number]['before']): string =>
  [outcomes[outcome], reason && t(rejectionReasons[reason]), isLowRisk && outcome === 'review' && t('of low risk')]
    .filter(Boolean)
    .join(' · ')
