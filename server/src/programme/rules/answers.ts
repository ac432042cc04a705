import { say, type Saying } from '@hansa/contract/language'
import type { Question } from '@hansa/contract/programme'

type Answers = Readonly<Record<string, string | number | boolean | string[]>>

export const isEmpty = (answer: unknown): boolean =>
  answer === undefined || answer === '' || answer === null || (Array.isArray(answer) && answer.length === 0)

/** What is wrong with the answers to a form, question by question. Questions that the form does not ask are wrong too. */
export function wrongAnswers(
  questions: readonly Question[],
  answers: Answers,
  files: readonly string[],
): [key: string, Saying][] {
  const known = new Set(questions.map((question) => question.key))
  const unasked = Object.keys(answers).filter((key) => !known.has(key))
  return [
    ...unasked.map((key): [string, Saying] => [key, say`the form does not ask this`]),
    ...questions.flatMap((question): [string, Saying][] => {
      const answer =
        question.kind === 'file' ? (files.includes(question.key) ? 'file' : undefined) : answers[question.key]
      if (isEmpty(answer)) return question.required ? [[question.key, say`needs an answer`]] : []
      const problem = wrongAnswer(question, answer!)
      return problem ? [[question.key, problem]] : []
    }),
  ]
}

function wrongAnswer({ kind, choices }: Question, answer: string | number | boolean | string[]): Saying | undefined {
  switch (kind) {
    case 'number':
      return typeof answer === 'number' && Number.isFinite(answer) ? undefined : say`should be a number`
    case 'yes_no':
      return typeof answer === 'boolean' ? undefined : say`should be yes or no`
    case 'several':
      return Array.isArray(answer) && answer.every((one) => choices.includes(one))
        ? undefined
        : say`should be some of the choices`
    case 'choice':
      return typeof answer === 'string' && choices.includes(answer) ? undefined : say`should be one of the choices`
    case 'country':
      return typeof answer === 'string' && /^[A-Z]{2}$/.test(answer) ? undefined : say`should be a country`
    default:
      return typeof answer === 'string' ? undefined : say`should be text`
  }
}
