import { paths, portalPaths } from './paths.ts'

/** The two ways in: the vendor's people come to the workspace, a partner's people to the portal. */
export type DoorName = 'workspace' | 'portal'

/** The door that this page came through, by its address. */
export const door: DoorName = /^\/portal(?:\/|$)/.test(location.pathname) ? 'portal' : 'workspace'

/** Where each door's own pages begin, and where it asks who is there. */
export const doors: Record<DoorName, { home: string; signIn: string; forgotPassword: string; security: string }> = {
  workspace: {
    home: paths.home(),
    signIn: paths.signIn(),
    forgotPassword: paths.forgotPassword(),
    security: paths.security(),
  },
  portal: {
    home: portalPaths.home(),
    signIn: portalPaths.signIn(),
    forgotPassword: portalPaths.forgotPassword(),
    security: portalPaths.security(),
  },
}
