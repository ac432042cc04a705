import { english } from './language.ts'
import { ProgrammeRules } from './programme-rules.ts'

interface RuleProblem {
  readonly path: readonly (string | number)[]
  readonly message: string
}

/**
 * Numbers that contradict each other, though each is allowed. New versions are refused for them; versions of the past are
 * read as they are.
 */
export function ruleProblems({ registration }: Pick<ProgrammeRules, 'registration'>): RuleProblem[] {
  const problems: RuleProblem[] = []
  const wrong = (path: string, message: string) =>
    problems.push({ path: ['registration', ...path.split('.')], message })
  const { protection, idle, review, calendar, families, territories } = registration

  if (idle.riskDays < idle.nudgeDays)
    wrong(
      'idle.riskDays',
      english`${idle.riskDays} days of silence come before the reminder; ${idle.nudgeDays} or more would be right`,
    )
  const longest = Math.max(protection.days, protection.publicSectorDays)
  if (protection.totalDays < longest)
    wrong(
      'protection.totalDays',
      english`${protection.totalDays} days in all are less than a protection begins with; ${longest} or more would be right`,
    )
  const shortest = Math.min(protection.days, protection.publicSectorDays)
  const early = Math.max(...protection.notices)
  if (early >= shortest)
    wrong(
      'protection.notices',
      english`${early} days before its end a protection of ${shortest} days has not begun; less would be right`,
    )
  const twice = (path: string, values: readonly (string | number)[]) => {
    const value = values.find((one, i) => values.indexOf(one) !== i)
    if (value !== undefined) wrong(path, english`names ${value} twice; once would be right`)
  }
  twice('protection.notices', protection.notices)
  twice('review.warnAt', review.warnAt)
  twice('calendar.holidays', calendar.holidays)
  twice('calendar.workingDays', calendar.workingDays)
  twice('territories', territories)
  twice(
    'families',
    families.map(({ name }) => name),
  )
  return problems
}

/** The rules of a version that is to be announced. */
export const CheckedRules = ProgrammeRules.superRefine((rules, context) => {
  for (const { path, message } of ruleProblems(rules)) context.addIssue({ code: 'custom', path: [...path], message })
})
