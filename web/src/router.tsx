import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  useParams,
  type ErrorComponentProps,
} from '@tanstack/react-router'
import type { FunctionComponent } from 'react'
import { door, doors } from './door.ts'
import { Button } from './kit/Button.tsx'
import { Page } from './kit/Page.tsx'
import { t } from './kit/language.tsx'
import { parseQuery, queryText } from './kit/query.ts'
import { Empty, Failed, Loading } from './kit/State.tsx'
import { onSignedOut } from './api.ts'
import type { PageRoute } from './pages.ts'

const Broken = ({ error, reset }: ErrorComponentProps) => (
  <Failed error={error instanceof Error ? error : new Error('Something went wrong.')} retry={reset} />
)

const Missing = () => (
  <Page title={t('Not found')}>
    <Empty
      title={t('There is no page at this address')}
      action={<Button to={doors[door].home}>{t('Go to the start')}</Button>}
    >
      {t('It may have moved, or the link is incomplete.')}
    </Empty>
  </Page>
)

/** Routes from a plain list of pages: those for everybody, and those inside the frame. */
export function routerOf(pages: readonly PageRoute[], Frame: FunctionComponent, cache: QueryClient) {
  const root = createRootRoute({ component: Outlet, errorComponent: Broken })
  const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: Frame })
  const open = pages
    .filter((page) => page.open)
    .map((page) => createRoute({ getParentRoute: () => root, path: page.path, component: shown(page) }))
  const closed = pages
    .filter((page) => !page.open)
    .map((page) => createRoute({ getParentRoute: () => framed, path: page.path, component: shown(page) }))
  const router = createRouter({
    routeTree: root.addChildren([
      ...open,
      framed.addChildren([...closed, createRoute({ getParentRoute: () => framed, path: '$', component: Missing })]),
    ]),
    // Plain strings: what the server gets is what the address says.
    parseSearch: parseQuery,
    stringifySearch: queryText,
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultPendingMs: 200,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: Missing,
    scrollRestoration: true,
  })
  onSignedOut(() => {
    const { pathname, href } = router.state.location
    const { signIn } = doors[door]
    cache.clear()
    if (pathname !== signIn) void router.navigate({ to: signIn, search: { next: href } })
  })
  return router
}

function shown(page: PageRoute) {
  const Lazy = lazyRouteComponent(async () => ({
    default: (await page.load()) as FunctionComponent<Record<string, string>>,
  }))
  const Shown = () => {
    const params: Record<string, string> = useParams({ strict: false })
    return <Lazy {...params} />
  }
  return Object.assign(Shown, Lazy.preload && { preload: Lazy.preload })
}
