import { useForm } from '@mantine/form'
import { createContext, use, useEffect, useRef, useState, type ReactNode } from 'react'
import type { z } from 'zod'
import styles from './Form.module.css'
import { LeaveGuard } from './LeaveGuard.tsx'
import { cleaned, isRequired, problemOf, problemsOf, unseen } from './problems.ts'

/** A refusal that names fields; the client of the API throws it. */
type Refusal = Error & { problems?: readonly { field: string; message: string }[] }

export interface FormProps<S extends z.ZodType, Answer> {
  /** The endpoint's own input: `createDeal.input`. */
  schema: S
  /** What the fields start with; fields that are not named start empty. */
  initial?: Partial<Record<keyof z.input<S> & string, unknown>>
  /** What goes along unseen: `{ id, version }`. */
  fixed?: Partial<z.input<S>>
  /** Sends the values, usually `useSend(createDeal).mutateAsync`. */
  send: (values: z.input<S>) => Promise<Answer>
  /** Answering `false` says that it is not done yet: what was typed is still guarded. */
  onSent?: (answer: Answer) => unknown
  /** Asks before unsaved changes are lost; switch off in dialogs. */
  guard?: boolean
  /** Fields, and a `SubmitBar` at the end. */
  children: ReactNode
}

interface FormState {
  value: (name: string) => unknown
  problem: (name: string) => string | undefined
  required: (name: string) => boolean
  set: (name: string, value: unknown) => void
  register: (name: string) => () => void
  busy: boolean
}
const Context = createContext<FormState | null>(null)

/**
 * A form over an endpoint's schema: checks before sending, shows the server's problems at their fields and the others
 * on top, never sends twice, keeps what was typed when it fails.
 */
export function Form<S extends z.ZodType, Answer>({
  schema,
  initial = {},
  fixed,
  send,
  onSent,
  guard = true,
  children,
}: FormProps<S, Answer>) {
  const [first] = useState<Record<string, unknown>>(() => ({ ...initial }))
  const ready = (values: Record<string, unknown>) => ({ ...cleaned(values, first), ...fixed })
  const form = useForm<Record<string, unknown>>({
    initialValues: first,
    validate: (values: Record<string, unknown>) => problemsOf(schema, ready(values)),
  })
  const element = useRef<HTMLFormElement>(null)
  const sent = useRef(false)
  const [names, setNames] = useState<ReadonlySet<string>>(new Set())
  const [failure, setFailure] = useState<string | null>(null)
  const [tries, setTries] = useState(0)
  const problems = form.errors as Record<string, string>

  useEffect(() => {
    if (tries === 0) return
    const find = (what: string) => element.current?.querySelector<HTMLElement>(what)
    const target = find('[aria-invalid="true"]') ?? find('[role="alert"]')
    target?.focus()
  }, [tries])

  const submit = async (values: Record<string, unknown>) => {
    setFailure(null)
    try {
      const answer = await send(ready(values) as z.input<S>)
      sent.current = true
      if (onSent?.(answer) === false) sent.current = false
    } catch (error) {
      const refusal = error as Refusal
      form.setErrors(Object.fromEntries((refusal.problems ?? []).map(({ field, message }) => [field, message])))
      setFailure(refusal.message)
      setTries((n) => n + 1)
    }
  }

  const state: FormState = {
    value: (name) => form.getInputProps(name).value as unknown,
    problem: (name) => problemOf(problems, name),
    required: (name) => isRequired(schema, name),
    set: (name, value) => {
      sent.current = false
      form.setFieldValue(name, value as never)
      for (const field of Object.keys(problems)) if (field.startsWith(`${name}.`)) form.clearFieldError(field)
    },
    register: (name) => {
      setNames((now) => new Set(now).add(name))
      return () => setNames((now) => new Set([...now].filter((each) => each !== name)))
    },
    busy: form.submitting,
  }
  const rest = unseen(problems, names)
  return (
    <Context value={state}>
      <form
        ref={element}
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          form.onSubmit(submit, () => setTries((n) => n + 1))(event)
        }}
      >
        {(failure || rest.length > 0) && (
          <div className={styles.failure} role="alert" tabIndex={-1}>
            {failure}
            {rest.length > 0 && (
              <ul>
                {rest.map(([field, message]) => (
                  <li key={field}>
                    {field}: {message}
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
        {children}
        {guard && (
          <LeaveGuard when={() => !sent.current && !same(cleaned(form.getValues(), first), cleaned(first, first))} />
        )}
      </form>
    </Context>
  )
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The form around a field or a submit bar. */
export function useFormState(): FormState {
  const form = use(Context)
  if (!form) throw new Error('A field stands outside of a Form.')
  return form
}

/** One field's value, problem and setter, for fields that the kit does not have. */
export function useField<T>(name: string): {
  value: T | undefined
  problem: string | undefined
  required: boolean
  set: (value: T | null) => void
} {
  const form = useFormState()
  const register = useRef(form.register)
  useEffect(() => register.current(name), [name])
  return {
    value: (form.value(name) ?? undefined) as T | undefined,
    problem: form.problem(name),
    required: form.required(name),
    set: (value) => form.set(name, value),
  }
}
