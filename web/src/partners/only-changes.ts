/**
 * Of an edit only what differs from what was: a field that nobody touched must not be said of an earlier day than it was.
 * What `was` does not name goes along.
 */
export const onlyChanges = <T extends object>(edit: T, was: Readonly<Partial<T>>): T =>
  Object.fromEntries(
    Object.entries(edit).filter(
      ([name, value]) => !(name in was) || JSON.stringify(value) !== JSON.stringify(was[name as keyof T] ?? null),
    ),
  ) as T
