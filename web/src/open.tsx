import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, type FunctionComponent } from 'react'
import { createRoot } from 'react-dom/client'
import { cacheOf } from './cache.ts'
import type { Look } from './kit/brand.ts'
import { Kit } from './kit/Kit.tsx'
import type { PageRoute } from './pages.ts'
import { routerOf } from './router.tsx'

/**
 * Puts a door's pages, in its frame, into the document.
 * @param look in whose name it appears; the house's own when not given
 */
export function open(pages: readonly PageRoute[], Frame: FunctionComponent, look?: Look) {
  const cache = cacheOf()
  const router = routerOf(pages, Frame, cache)
  const root = document.getElementById('root')
  if (!root) throw new Error('The document has no element with the id root')
  createRoot(root).render(
    <StrictMode>
      <Kit {...(look && { look })}>
        <QueryClientProvider client={cache}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Kit>
    </StrictMode>,
  )
}
