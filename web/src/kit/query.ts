/** What stands behind the question mark of an address: a name may be given several times. */
export type Query = Readonly<Record<string, string | readonly string[]>>

/** `?status=open&status=won`; nothing for an empty query. Undefined, null and empty strings are left out. */
export function queryText(query: Readonly<Record<string, unknown>>): string {
  const text = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof one === 'string' ? one !== '' : typeof one === 'number' || typeof one === 'boolean')
        text.append(name, String(one))
    }
  }
  const all = text.toString()
  return all && `?${all}`
}

/** The reverse of `queryText`: a name given once is a string, given several times an array. */
export function parseQuery(text: string): Record<string, string | string[]> {
  const parts = new URLSearchParams(text)
  return Object.fromEntries(
    [...new Set(parts.keys())].map((name) => {
      const values = parts.getAll(name)
      return [name, values.length === 1 && values[0] !== undefined ? values[0] : values]
    }),
  )
}

/** The query with a few names changed; undefined, an empty string and an empty array take the name out. */
export function changed(query: Query, patch: Readonly<Record<string, string | readonly string[] | undefined>>): Query {
  return Object.fromEntries(
    Object.entries({ ...query, ...patch }).filter((entry): entry is [string, string | readonly string[]] => {
      const value = entry[1]
      return value !== undefined && value.length > 0
    }),
  )
}

/** All values of a name, however often it is given. */
export const valuesOf = (query: Query, name: string): readonly string[] => {
  const value = query[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

/** The one value of a name: the first, when it is given several times. */
export const valueOf = (query: Query, name: string): string | undefined => valuesOf(query, name)[0]
