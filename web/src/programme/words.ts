import {
  applicationStates,
  rejectionReasons,
  type ApplicationState,
  type Finding,
  type Proposal,
} from '@hansa/contract/applications'
import { partnerStages, type PartnerStage } from '@hansa/contract/partners'
import { checks, type Check } from '@hansa/contract/programme'
import { countryText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import type { Tone } from '../kit/tokens.ts'

export const stateTones: Record<ApplicationState, Tone> = {
  submitted: 'grey',
  referred: 'blue',
  info_requested: 'amber',
  reopened: 'violet',
  approved: 'green',
  rejected: 'red',
  withdrawn: 'grey',
}
export const stateText = (state: ApplicationState): string => t(applicationStates[state].name)
export const stateOptions = Object.entries(applicationStates).map(([value, { name }]) => ({ value, label: t(name) }))
export const reasonOptions = Object.entries(rejectionReasons).map(([value, { name }]) => ({ value, label: t(name) }))

export const proposals: Record<Proposal, string> = {
  approve: t('Approve'),
  refer: t('A person decides'),
  reject: t('Reject'),
}
export const proposalTones: Record<Proposal, Tone> = { approve: 'green', refer: 'amber', reject: 'red' }

export const checkText = (check: Check): string => t(checks[check])

const facts: Readonly<Record<string, string>> = {
  website: t('Website'),
  country: t('Country'),
  city: t('City'),
  industry: t('Industry'),
  employees: t('Employees'),
  phone: t('Phone'),
  title: t('Role'),
}

/** What a check saw, in a line. */
export function findingText({ check, values }: Pick<Finding, 'check' | 'values'>): string {
  const [first = '', second] = values
  switch (check) {
    case 'territory':
      return countryText(first)
    case 'email_domain':
      return t('{email} and {website}', { email: first, website: second ?? '' })
    case 'already_partner':
      return second ? `${first} (${t(partnerStages[second as PartnerStage].name)})` : first
    case 'missing_data':
      return values.map((value) => facts[value] ?? value).join(', ')
    default:
      return values.join(', ')
  }
}
