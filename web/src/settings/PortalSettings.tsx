import { Stack } from '../kit/layout.tsx'
import { BrandSettings } from './BrandSettings.tsx'
import { CompanyRights } from './CompanyRights.tsx'

/** What partners' people see of the vendor, and what they may do by themselves. */
export const PortalSettings = () => (
  <Stack gap="lg">
    <BrandSettings />
    <CompanyRights />
  </Stack>
)
