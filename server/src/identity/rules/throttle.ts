/**
 * How tries that fail are slowed down. Three things are counted:
 *
 * - **an account from one source**: a few tries are free, then each further one waits twice as long as the last, up to a
 *   quarter of an hour. The source is the network, or the browser where this person has signed in before.
 * - **a network**, whatever accounts it aims at; not for known browsers.
 * - **an account from anywhere** (pressure). It never delays anybody by itself: it only shrinks what is free for a
 *   network that is new to the account, to one try.
 *
 * So nobody can lock the rightful person out: others' failures land on others' sources. A known browser keeps its own
 * count; a new one always has its first try, which a person with the right password needs no second of; and the mailed
 * link for a new password stays open to who is behind the address. Somebody with many networks gets one guess from
 * each a day, instead of five.
 */
export interface Limit {
  /** Tries without a wait. */
  readonly free: number
  /** Seconds of the first wait; each later one is twice as long. */
  readonly first: number
  /** Seconds of the longest wait. */
  readonly most: number
  /** Seconds after the last try until all is forgotten. */
  readonly forget: number
}

const day = 86_400

export const ofAccount: Limit = { free: 5, first: 15, most: 900, forget: day }
export const underPressure: Limit = { ...ofAccount, free: 1 }
export const ofNetwork: Limit = { free: 100, first: 5, most: 300, forget: 3600 }
/** Links' secrets cannot be guessed; whoever tries anyway is slowed down early. */
export const ofTokens: Limit = { free: 20, first: 15, most: 900, forget: 3600 }
/** Mails that anybody may ask for: so many an hour go to one address. */
export const ofMails: Limit = { free: 4, first: 3600, most: 3600, forget: 3600 }

/** Failures in a day from which on an account is under pressure. */
export const pressure = 100
