import { importTargets, type Import, type ImportTarget } from '@hansa/contract/integrations'
import { t } from '../kit/language.tsx'
import type { Tone } from '../kit/tokens.ts'

export const tones: Record<Import['state'], Tone> = {
  draft: 'grey',
  checking: 'blue',
  checked: 'blue',
  running: 'blue',
  done: 'green',
  failed: 'red',
  cancelled: 'grey',
}

/** What a target's rows are called in a report: `partnerships` → `Partners and applicants, …` */
export const titleOf = (target: string): string =>
  target in importTargets ? t(importTargets[target as ImportTarget].title) : target

export const columnTypes: Record<Import['columns'][number]['type'], string> = {
  text: t('text'),
  integer: t('whole number'),
  decimal: t('number'),
  money: t('amount'),
  date: t('day'),
  datetime: t('moment'),
  boolean: t('yes or no'),
  email: t('e-mail'),
  url: t('web address'),
  domain: t('web domain'),
  country: t('country'),
  id: t('key'),
}

export const encodings = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little endian)',
  'utf-16be': 'UTF-16 (big endian)',
  latin1: 'Latin-1',
  'windows-1252': 'Windows-1252',
} as const

export const delimiters = { ',': t('Comma'), ';': t('Semicolon'), '\t': t('Tab'), '|': t('Bar') } as const
