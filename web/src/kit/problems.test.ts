import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { cleaned, isRequired, problemOf, problemsOf, unseen } from './problems.ts'

const schema = z.object({
  name: z.string().trim().min(1).max(5),
  email: z.email(),
  employees: z.int().min(0).nullable().optional(),
  kind: z.enum(['a', 'b']).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country code like DE')
    .optional(),
  value: z.object({ amount: z.int(), currency: z.string() }).optional(),
})
const good = { name: 'Acme', email: 'a@b.co' }

describe('problems of a form', () => {
  test('good values have none', () => {
    expect(problemsOf(schema, good)).toEqual({})
  })
  test.each([
    [{ ...good, name: undefined }, 'name', 'Please fill this in'],
    [{ ...good, name: '' }, 'name', 'Please fill this in'],
    [{ ...good, name: 'Acme Incorporated' }, 'name', 'At most 5 characters'],
    [{ ...good, email: 'nobody' }, 'email', 'Must be an e-mail address like name@example.com'],
    [{ ...good, employees: -1 }, 'employees', 'Must be 0 or more'],
    [{ ...good, employees: 1.5 }, 'employees', 'Must be a whole number'],
    [{ ...good, kind: 'c' }, 'kind', 'Please choose one of the list'],
    [{ ...good, country: 'Germany' }, 'country', 'Must be a country code like DE'],
    [{ ...good, value: { amount: 1.5, currency: 'EUR' } }, 'value.amount', 'Must be a whole number'],
  ])('%j says of %s: %s', (values, field, sentence) => {
    expect(problemsOf(schema, values)).toEqual({ [field]: sentence })
  })
  test('a field shows its own problem, or that of its part', () => {
    expect(problemOf({ 'value.amount': 'x' }, 'value')).toBe('x')
    expect(problemOf({ valued: 'x' }, 'value')).toBeUndefined()
  })
  test('what no field shows is told above the form', () => {
    expect(unseen({ name: 'a', 'value.amount': 'b', version: 'c' }, ['name', 'value'])).toEqual([['version', 'c']])
  })
})

test('never filled is left out, emptied is null, text is trimmed, zero and false stay', () => {
  expect(cleaned({ a: '', b: '', c: ' x ', d: 0, e: false, f: null }, { a: 'was here', b: '', f: undefined })).toEqual({
    a: null,
    c: 'x',
    d: 0,
    e: false,
  })
})

test('the schema itself says which fields are required', () => {
  expect(isRequired(schema, 'name')).toBe(true)
  expect(isRequired(schema, 'country')).toBe(false)
  expect(isRequired(schema, 'unknown')).toBe(false)
})
