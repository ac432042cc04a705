import { submitApplication } from '@hansa/contract/apply'
import type { Question } from '@hansa/contract/programme'
import { z } from 'zod'
import { t } from '../kit/language.tsx'

function valueOf({ kind, required }: Question): z.ZodType {
  const needed = t('Please answer this')
  if (kind === 'number') return required ? z.number(needed) : z.number().nullish()
  if (kind === 'yes_no') return z.boolean().nullish()
  if (kind === 'several') return required ? z.array(z.string()).min(1, needed) : z.array(z.string()).nullish()
  return required ? z.string(needed).min(1, needed) : z.string().nullish()
}

/** What is checked before the form is sent: the contract's own fields, and the questions of this programme. */
export const schemaOf = (questions: readonly Question[]) =>
  submitApplication.input.omit({ slug: true, pass: true, work: true, documents: true }).extend({
    answers: z.object(
      Object.fromEntries(
        questions.filter((question) => question.kind !== 'file').map((question) => [question.key, valueOf(question)]),
      ),
    ),
  })

/** Answers as they are sent: what was left empty is left out; a switch that nobody touched says no. */
export const answersOf = (
  questions: readonly Question[],
  given: Readonly<Record<string, unknown>>,
): Record<string, string | number | boolean | string[]> =>
  Object.fromEntries(
    questions.flatMap((question) => {
      if (question.kind === 'file') return []
      const value = given[question.key] ?? (question.kind === 'yes_no' ? false : undefined)
      const empty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
      return empty ? [] : [[question.key, value as string]]
    }),
  )
