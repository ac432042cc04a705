import { t } from '../kit/language.tsx'
import { Page } from '../kit/Page.tsx'
import { Empty } from '../kit/State.tsx'
import { SuggestionList } from './SuggestionList.tsx'

/** What partners suggest and nobody has decided yet. */
export const SuggestionsPage = () => (
  <Page
    title={t('Suggestions of partners')}
    lead={t('Facts of their own companies and relationships that wait for your approval.')}
  >
    <SuggestionList
      state="open"
      empty={
        <Empty title={t('Nothing waits for approval')}>
          {t('What partners may change at once, suggest or only see is set under Settings, Portal.')}
        </Empty>
      }
    />
  </Page>
)

/** On a partner's page: what it suggests and has suggested. */
export const PartnerSuggestions = ({ organizationId }: { organizationId: string }) => (
  <SuggestionList organizationId={organizationId} empty={<Empty title={t('This partner has suggested nothing')} />} />
)
