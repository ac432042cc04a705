import { expect, test } from 'vitest'
import { onlyChanges } from './only-changes.ts'

test('an edit says only what was touched, so that nothing else is said of an earlier day', () => {
  const was = { tier: 'Gold', territory: null, types: ['telco'] as string[], from: undefined }
  expect(onlyChanges({ tier: 'Gold', territory: null, types: ['telco', 'referral'], version: 3 }, was)).toEqual({
    types: ['telco', 'referral'],
    version: 3,
  })
  expect(
    onlyChanges<Record<string, unknown>>({ tier: null, types: ['telco'] }, { tier: 'Gold', types: ['telco'] }),
  ).toEqual({ tier: null })
})
