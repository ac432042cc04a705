import { retold } from './language.tsx'

/** What a record says about an act: `true`, or the reason why not. Undefined where the record says nothing: then the server decides. */
export type Allowed = true | string | undefined

/** The reason why not, or null where nothing speaks against it. */
export const refusalOf = (may: Allowed): string | null => (typeof may === 'string' ? retold(may) : null)
