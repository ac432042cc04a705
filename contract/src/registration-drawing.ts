import { protectedStates, type RegistrationState, registrationStates } from './registration-states.ts'
import { type RegistrationTransition, registrationTransitions } from './registration-transitions.ts'

/** The state machine of a registration as a Mermaid drawing, made from its table. Acts that change no state are left out. */
export function registrationDrawing(): string {
  const lines = Object.entries<RegistrationTransition>(registrationTransitions).flatMap(([act, { from, to, by }]) => {
    if (to === 'same') return []
    const targets =
      to === 'standing' ? (['approved', 'converted'] as const) : to === 'before' ? protectedStates : ([to] as const)
    return from.flatMap((state) =>
      targets
        .filter((target) => target !== state && (to !== 'standing' || isSensible(act, state, target)))
        .map((target) => `  ${state} --> ${target}: ${act} (${by.join(', ')})`),
    )
  })
  const ends = Object.keys(registrationStates).filter(
    (state) => !lines.some((line) => line.startsWith(`  ${state} -->`)),
  )
  return ['stateDiagram-v2', '  [*] --> draft', ...lines, ...ends.map((state) => `  ${state} --> [*]`)].join('\n')
}

/** Becoming a deal leads to a deal; a new claim has none; everything else leads back to where it stood. */
const isSensible = (act: string, from: RegistrationState, target: RegistrationState): boolean =>
  act === 'convert'
    ? target === 'converted'
    : from === 'submitted'
      ? target === 'approved'
      : from !== 'converted' || target === 'converted'

/** The same table as rows of Markdown. */
export function registrationTable(): string {
  const rows = Object.entries<RegistrationTransition>(registrationTransitions).map(
    ([act, { from, to, by, guard }]) => `| ${act} | ${from.join(', ')} | ${to} | ${by.join(', ')} | ${guard} |`,
  )
  return ['| act | from | to | by | when |', '|---|---|---|---|---|', ...rows].join('\n')
}
