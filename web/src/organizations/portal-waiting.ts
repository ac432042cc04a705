import { readCompany, type CompanyField } from '@hansa/contract/company'
import { call } from '../api.ts'
import { t } from '../kit/language.tsx'
import { portalPaths } from '../paths.ts'
import type { WaitingItem } from '../portal-sections.ts'
import { fieldName, suggestionText } from './suggestions.tsx'

/** What every programme wants to know of a company. */
const wanted: readonly CompanyField[] = ['website', 'country', 'city', 'industry', 'employees', 'description']

/** What the own company's facts lack, and what the vendor did not take over. */
export async function companyWaiting(): Promise<WaitingItem[]> {
  const { facts, rights, suggestions } = await call(readCompany, {})
  const missing = wanted.filter(
    (field) =>
      ['edit', 'suggest'].includes(rights[field] ?? '') &&
      (facts[field] === null || facts[field] === '') &&
      !suggestions.some((it) => it.field === field && it.state === 'open'),
  )
  return [
    ...(missing.length > 0
      ? [
          {
            id: 'facts',
            title: t('Complete your company’s facts'),
            hint: t('Missing: {fields}', { fields: missing.map(fieldName).join(', ') }),
            to: portalPaths.company(),
          },
        ]
      : []),
    ...suggestions
      .filter(({ state }) => state === 'refused')
      .map((it) => ({
        id: it.id,
        title: t('Refused: {what}', { what: suggestionText(it) }),
        hint: it.reason ?? '',
        to: portalPaths.company(),
      })),
  ]
}
