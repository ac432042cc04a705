import { tryProgrammeRules } from '@hansa/contract/applications'
import { compareProgrammeRules, type ProgrammeRules } from '@hansa/contract/programme'
import { tryRegistrationRules } from '@hansa/contract/registration-queue'
import type { z } from 'zod'
import { call } from '../api.ts'
import { Diff } from '../kit/Diff.tsx'
import { wordsOf } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { useMe } from '../me.ts'
import { paths } from '../paths.ts'
import { ClaimsTried } from './ClaimsTried.tsx'
import { ruleAt, valueText } from './rule-table.ts'
import { proposals, stateText } from './words.ts'

type Tried = z.output<typeof tryProgrammeRules.output>
type Compared = z.output<typeof compareProgrammeRules.output>

/** What changed rules would do: field by field, to past applications, to past claims. */
export interface Trial {
  readonly compared: Compared
  readonly applications: Tried
  readonly claims: z.output<typeof tryRegistrationRules.output>
}

/** Asks the server, which judges the past again by these rules and changes nothing. */
export async function tryRules(id: string, rules: ProgrammeRules): Promise<Trial> {
  const compared = await call(compareProgrammeRules, { id, rules })
  const applications = await call(tryProgrammeRules, { id, rules })
  return { compared, applications, claims: await call(tryRegistrationRules, { id, rules }) }
}

export function WhatChanges({ trial: { compared, applications, claims } }: { trial: Trial }) {
  const currency = useMe()?.ecosystem.currency ?? 'EUR'
  return (
    <Stack>
      {compared.differences.length === 0 ? (
        <p>{t('Nothing: these are the rules that hold.')}</p>
      ) : (
        <Diff
          changes={compared.differences.map(({ path, before, after }) => {
            const known = ruleAt(path)
            const text = (value: unknown) => (known ? valueText(known.rule, value, currency) : shown(value))
            return {
              label: known ? `${known.group.title} › ${known.rule.label}` : pathText(path),
              before: text(before),
              after: text(after),
            }
          })}
        />
      )}
      <ApplicationsTried tried={applications} />
      <ClaimsTried tried={claims} />
    </Stack>
  )
}

const shown = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean)
const pathText = (path: string) => path.split('.').map(wordsOf).join(' › ')

const ApplicationsTried = ({ tried: { tried, different } }: { tried: Tried }) => (
  <Stack>
    <p>
      {t('{different} of {tried, number} past applications would be decided differently.', {
        different: different.length,
        tried,
      })}
    </p>
    {different.length > 0 && (
      <SimpleTable
        label={t('Decided differently')}
        columns={[
          { key: 'company', label: t('Company') },
          { key: 'state', label: t('State') },
          { key: 'before', label: t('Before') },
          { key: 'after', label: t('After') },
        ]}
        items={different.slice(0, 50).map((one) => ({
          company: <Link to={paths.application(one.id)}>{one.company}</Link>,
          state: stateText(one.state),
          before: outcomeText(one.before),
          after: outcomeText(one.after),
        }))}
      />
    )}
  </Stack>
)

const outcomeText = ({ proposal, bySelf }: Tried['different'][number]['before']): string =>
  bySelf ? t('{proposal}, by itself', { proposal: proposals[proposal] }) : proposals[proposal]
