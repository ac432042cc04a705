import { t } from '../kit/language.tsx'
/** The way of a file into Hansa. */
export const steps = [
  { label: t('File') },
  { label: t('Mapping'), hint: t('What each column becomes') },
  { label: t('Dry run'), hint: t('What would happen') },
  { label: t('Import') },
] as const
