import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { cacheOf } from './cache.ts'
import { Kit } from './kit/Kit.tsx'
import { PortalFrame } from './PortalFrame.tsx'
import { portalPages } from './portal-pages.ts'
import { routerOf } from './router.tsx'

const cache = cacheOf()
const router = routerOf(portalPages, PortalFrame, cache)
const root = document.getElementById('root')
if (!root) throw new Error('portal.html has no element with the id root')

createRoot(root).render(
  <StrictMode>
    <Kit>
      <QueryClientProvider client={cache}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Kit>
  </StrictMode>,
)
