import { participantRoles } from '@hansa/contract/deal-credit-rules'
import { countryText, countText, dayText, moneyText, percentText } from '../kit/format.ts'
import { locale, t } from '../kit/language.tsx'

/** Units as they stand behind a number in its field, and in a sentence. */
export const units = {
  days: {
    suffix: t(' calendar days'),
    text: (count: number) => t('{count, number} days', { count, defaultValue_one: '{count} day' }),
  },
  businessDays: {
    suffix: t(' business days'),
    text: (count: number) => t('{count, number} business days', { count, defaultValue_one: '{count} business day' }),
  },
} as const

/** How a parameter is edited and told. */
type Kind =
  | { kind: 'number'; unit?: keyof typeof units; decimals?: number }
  | { kind: 'numbers'; unit?: keyof typeof units }
  | { kind: 'shares' }
  | { kind: 'amount' }
  | { kind: 'switch' }
  | { kind: 'choice'; options: Readonly<Record<string, string>> }
  | { kind: 'countries' }
  | { kind: 'weekdays' }
  | { kind: 'days' }
  | { kind: 'families' }

/** One parameter of the rules: where it stands, what it is called, what it means. */
export type Rule = Kind & { path: string; label: string; hint?: string }

export interface RuleGroup {
  title: string
  lead: string
  rules: readonly Rule[]
}

const days = { kind: 'number', unit: 'days' } as const
const businessDays = { kind: 'number', unit: 'businessDays' } as const

/** Every parameter of deal registration, in the order of the form. A new one is one line here. */
export const registrationGroups: readonly RuleGroup[] = [
  {
    title: t('Deal registration: what can be claimed'),
    lead: t('A claim names at least one product family; protection is given for families, in a country.'),
    rules: [
      { path: 'registration.families', kind: 'families', label: t('Product families') },
      {
        path: 'registration.territories',
        kind: 'countries',
        label: t('Countries in which claims are taken'),
        hint: t('None: everywhere.'),
      },
      {
        path: 'registration.smallestValue',
        kind: 'amount',
        label: t('Smallest value'),
        hint: t('What is below goes to a person, with the proposal to refuse it.'),
      },
    ],
  },
  {
    title: t('Deal registration: review'),
    lead: t('How long the vendor may take, who is warned, and what follows where it takes longer.'),
    rules: [
      { path: 'registration.review.days', ...businessDays, label: t('Time for review'), hint: t('From 1 to 60.') },
      {
        path: 'registration.review.warnAt',
        kind: 'shares',
        label: t('Reviewers are warned after'),
        hint: t('Parts of that time, such as 50%.'),
      },
      {
        path: 'registration.review.answerDays',
        ...businessDays,
        label: t('Time for an answer'),
        hint: t('So long a partner that was asked keeps its place in line.'),
      },
      {
        path: 'registration.review.lowRiskUpTo',
        kind: 'amount',
        label: t('Low risk up to'),
        hint: t('Where nothing stands against the claim, too.'),
      },
      {
        path: 'registration.review.missedLowRisk',
        kind: 'choice',
        options: {
          approve: t('Approve the claim by itself'),
          backdate: t('Let protection count from the day of sending'),
        },
        label: t('A missed review of low risk does'),
        hint: t('Any other one lets protection count from the day of sending.'),
      },
      {
        path: 'registration.review.approveBySelf',
        kind: 'switch',
        label: t('Approve low risk at once'),
        hint: t('Without a person, right after the check.'),
      },
    ],
  },
  {
    title: t('Deal registration: likeness of customers'),
    lead: t(
      'How probable it must be that two claims mean one customer. Between the two, a person decides; below, it is only noted.',
    ),
    rules: [
      {
        path: 'registration.conflict.block',
        kind: 'number',
        decimals: 2,
        label: t('Blocks from'),
        hint: t('From 0.5 to 1. A live protection then makes a duplicate by itself.'),
      },
      {
        path: 'registration.conflict.review',
        kind: 'number',
        decimals: 2,
        label: t('A person decides from'),
        hint: t('From 0.3 to 1, and not above the one that blocks.'),
      },
    ],
  },
  {
    title: t('Deal registration: protection'),
    lead: t('How long an approved claim keeps others away, and how it ends.'),
    rules: [
      { path: 'registration.protection.days', ...days, label: t('Protection') },
      { path: 'registration.protection.publicSectorDays', ...days, label: t('Protection in the public sector') },
      { path: 'registration.protection.extensionDays', ...days, label: t('One extension adds') },
      {
        path: 'registration.protection.totalDays',
        ...days,
        label: t('At most, in all'),
        hint: t('No less than a protection begins with.'),
      },
      {
        path: 'registration.protection.extendBySelf',
        kind: 'number',
        label: t('Extensions granted by themselves'),
        hint: t('The first so many; the others a person decides on.'),
      },
      {
        path: 'registration.protection.notices',
        kind: 'numbers',
        unit: 'days',
        label: t('The partner is told before the end'),
        hint: t('Days before, such as 14, 7 and 1.'),
      },
      {
        path: 'registration.protection.graceDays',
        ...days,
        label: t('Can be reinstated within'),
        hint: t('After the end; 0 means never.'),
      },
    ],
  },
  {
    title: t('Deal registration: silence and appeals'),
    lead: t('What happens where a protected partner does nothing, and how long a refusal can be appealed against.'),
    rules: [
      { path: 'registration.idle.nudgeDays', ...days, label: t('Reminder after silence of') },
      {
        path: 'registration.idle.riskDays',
        ...days,
        label: t('At risk after silence of'),
        hint: t('No less than the reminder.'),
      },
      { path: 'registration.appealDays', ...businessDays, label: t('Time to appeal') },
    ],
  },
  {
    title: t('Deal registration: renewals'),
    lead: t('A renewal belongs to the partner that won the last business with the customer for the product family.'),
    rules: [
      {
        path: 'registration.renewal.lookBackDays',
        ...days,
        label: t('Such a win counts for'),
        hint: t('0: nobody is an incumbent.'),
      },
      {
        path: 'registration.renewal.others',
        kind: 'choice',
        options: { refer: t('A person decides'), block: t('The rules refuse it') },
        label: t('A claim of somebody else'),
      },
    ],
  },
  {
    title: t('Deal registration: calendar'),
    lead: t('Which days count as business days, in the time zone of the ecosystem.'),
    rules: [
      { path: 'registration.calendar.workingDays', kind: 'weekdays', label: t('Working days') },
      {
        path: 'registration.calendar.holidays',
        kind: 'days',
        label: t('Holidays'),
        hint: t('Days such as 2026-12-25; Enter or a comma ends one, and a list can be pasted.'),
      },
    ],
  },
]

/** The same of the credit for deals. */
export const creditGroups: readonly RuleGroup[] = [
  {
    title: t('Credit for deals'),
    lead: t('The weights that roles have where a team agrees on nothing else, and how far back evidence counts.'),
    rules: [
      ...Object.entries(participantRoles).map(([role, name]): Rule => ({
        path: `dealCredit.roleTable.${role}`,
        kind: 'number',
        label: t('Weight of “{role}”', { role: t(name) }),
      })),
      {
        path: 'dealCredit.sourcedLookBackDays',
        ...days,
        label: t('Evidence of a source counts for'),
        hint: t('Before the vendor’s own first activity.'),
      },
      {
        path: 'dealCredit.influencedLookBackDays',
        ...days,
        label: t('Evidence of influence counts for'),
        hint: t('Before the deal was opened.'),
      },
    ],
  },
]

const byPath = new Map(
  [...registrationGroups, ...creditGroups].flatMap((group) =>
    group.rules.map((rule) => [rule.path, { group, rule }] as const),
  ),
)
/** The parameter at a path of the rules, and where the form shows it. */
export const ruleAt = (path: string) => byPath.get(path)

/** Monday is 1. */
export const weekdays = Array.from({ length: 7 }, (_, i) => ({
  value: i + 1,
  label: new Intl.DateTimeFormat(locale(), { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + i)),
}))

const shownAtMost = 12
const listText = (texts: readonly string[]): string =>
  texts.length === 0
    ? t('None')
    : texts.length > shownAtMost
      ? t('{list} and {count, number} more', {
          list: texts.slice(0, shownAtMost).join(', '),
          count: texts.length - shownAtMost,
        })
      : texts.join(', ')

/** A parameter's value in words, with its unit. */
export function valueText(rule: Rule, value: unknown, currency: string): string {
  switch (rule.kind) {
    case 'number':
      return rule.unit ? units[rule.unit].text(value as number) : countOf(value as number, rule.decimals)
    case 'numbers':
      return listText((value as number[]).map((one) => countText(one))) + (rule.unit ? units[rule.unit].suffix : '')
    case 'shares':
      return listText((value as number[]).map((share) => percentText(share)))
    case 'amount':
      return moneyText({ amount: value as number, currency })
    case 'switch':
      return value ? t('Yes') : t('No')
    case 'choice':
      return rule.options[value as string] ?? String(value)
    case 'countries':
      return listText((value as string[]).map((code) => countryText(code)))
    case 'weekdays':
      return listText((value as number[]).map((one) => weekdays[one - 1]?.label ?? String(one)))
    case 'days':
      return listText((value as string[]).map((day) => dayText(day)))
    case 'families':
      return listText((value as { name: string; key: string }[]).map(({ name, key }) => `${name} (${key})`))
  }
}

const countOf = (value: number, decimals = 0) =>
  new Intl.NumberFormat(locale(), { maximumFractionDigits: decimals }).format(value)
