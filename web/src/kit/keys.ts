import { t } from './language.tsx'

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/** How this keyboard writes a shortcut: `⌘K`, or `Ctrl K`. */
export const keyName = (key: string): string => (isApple ? `⌘${key}` : t('Ctrl {key}', { key }))
