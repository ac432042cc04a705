import { withdrawSuggestion, type Suggestion } from '@hansa/contract/company'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import type { Allowed } from '../kit/may.ts'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { refused, told } from '../kit/toast.ts'
import { suggestionText, SuggestionTag } from './suggestions.tsx'

/** What a partner suggested, what became of it and why. What waits can be taken back. */
export function PortalSuggestions({ suggestions, may }: { suggestions: readonly Suggestion[]; may: Allowed }) {
  const withdraw = useSend(withdrawSuggestion)
  return (
    <SimpleTable
      label={t('Suggestions')}
      columns={[
        { key: 'what', label: t('What is suggested') },
        { key: 'state', label: t('State') },
        { key: 'when', label: t('When'), align: 'end' },
        { key: 'acts', label: t('Acts'), align: 'end' },
      ]}
      items={suggestions.map((suggestion) => ({
        what: (
          <Stack gap="xs">
            {suggestionText(suggestion)}
            {suggestion.reason && <Muted small>{t('Reason: {reason}', { reason: suggestion.reason })}</Muted>}
          </Stack>
        ),
        state: <SuggestionTag state={suggestion.state} />,
        when: <DateTime ago value={suggestion.decidedAt ?? suggestion.createdAt} />,
        acts: suggestion.state === 'open' && (
          <Button
            small
            kind="quiet"
            may={may}
            onClick={() =>
              withdraw.mutate(
                { id: suggestion.id },
                { onSuccess: () => told(t('Suggestion taken back')), onError: refused },
              )
            }
          >
            {t('Take back')}
          </Button>
        ),
      }))}
    />
  )
}
