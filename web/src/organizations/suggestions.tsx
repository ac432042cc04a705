import { companyFields, suggestionStates, type CompanyField, type Suggestion } from '@hansa/contract/company'
import { countryText, countText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Tag } from '../kit/Tag.tsx'
import type { Tone } from '../kit/tokens.ts'

/** A relationship in the words of the company on one side: what we do for the other, and what the other does for us. */
export const relationshipWords: Record<NonNullable<Suggestion['relationship']>['kind'], { from: string; to: string }> =
  {
    distributes_to: { from: t('We distribute to them'), to: t('They distribute to us') },
    integrates_with: { from: t('We integrate with them'), to: t('They integrate with us') },
    refers_to: { from: t('We refer to them'), to: t('They refer to us') },
    implements: { from: t('We implement for them'), to: t('They implement for us') },
  }

/** A fact of a company as its reader writes it; null where there is none. */
export function factText(field: CompanyField | null, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : null
  if (typeof value === 'number') return countText(value)
  if (typeof value !== 'string') return null
  return field === 'country' ? countryText(value) : value
}

export const fieldName = (field: CompanyField): string => t(companyFields[field])

const tones: Record<Suggestion['state'], Tone> = { open: 'amber', approved: 'green', refused: 'red', withdrawn: 'grey' }

/** What became of a suggestion. */
export const SuggestionTag = ({ state }: { state: Suggestion['state'] }) => (
  <Tag dot tone={tones[state]}>
    {t(suggestionStates[state])}
  </Tag>
)

/** What is suggested, in one line. */
export function suggestionText({ field, relationship, value }: Suggestion): string {
  if (field)
    return t('{field}: {value}', { field: fieldName(field), value: factText(field, value) ?? t('to be emptied') })
  return relationship
    ? t('{name}: {relationship}', {
        name: relationship.name,
        relationship: relationshipWords[relationship.kind][relationship.direction],
      })
    : ''
}
