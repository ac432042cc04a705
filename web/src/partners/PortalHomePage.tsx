import { readMe } from '@hansa/contract/identity'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { t } from '../kit/language.tsx'
import { Page } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'

/** The first page of a partner's person. */
export const PortalHomePage = () => (
  <Ready query={useQuery(ask(readMe, {}))}>
    {(me) => (
      <Page title={t('Home')} lead={t('Welcome to the partner portal of {name}.', { name: me.ecosystem.name })}>
        {null}
      </Page>
    )}
  </Ready>
)
