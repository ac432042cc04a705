import { word } from './language.ts'

/** What happened, as a sentence: once, and several times in a month. `{who}` is the organization. */
export interface HappeningWords {
  readonly one: string
  readonly many: string
}

/** How somebody was in touch, as sources say it. */
export const channelWords: Readonly<Record<string, HappeningWords>> = {
  meeting: { one: word('{who} met the customer'), many: word('{who} met the customer {count, number} times') },
  demo: { one: word('{who} showed a demo'), many: word('{who} showed {count, number} demos') },
  call: { one: word('{who} had a call'), many: word('{who} had {count, number} calls') },
  introduction: { one: word('{who} made an introduction'), many: word('{who} made {count, number} introductions') },
  workshop: { one: word('{who} held a workshop'), many: word('{who} held {count, number} workshops') },
  estimate: { one: word('{who} gave an estimate'), many: word('{who} gave {count, number} estimates') },
  'site visit': { one: word('{who} visited the site'), many: word('{who} visited the site {count, number} times') },
  'integration test': {
    one: word('{who} tested the integration'),
    many: word('{who} tested the integration {count, number} times'),
  },
}
/** In touch in another way, or nobody said how. */
export const otherContact: HappeningWords = {
  one: word('{who} was in touch'),
  many: word('{who} was in touch {count, number} times'),
}

/** Everything else, by what it is. */
export const happeningWords: Readonly<Record<string, HappeningWords>> = {
  joined: { one: word('{who} joined the team'), many: word('{who} joined the team {count, number} times') },
  registered: { one: word('{who} registered the deal'), many: word('{who} registered the deal {count, number} times') },
  brought: { one: word('{who} brought the deal'), many: word('{who} brought {count, number} deals') },
  sale: { one: word('{who} booked a sale'), many: word('{who} booked {count, number} sales') },
  service: { one: word('{who} delivered services'), many: word('{who} delivered services {count, number} times') },
  renewal: { one: word('{who} booked a renewal'), many: word('{who} booked {count, number} renewals') },
  usage: { one: word('{who} reported use'), many: word('{who} reported use {count, number} times') },
  opened: { one: word('The deal was opened'), many: word('The deal was opened {count, number} times') },
  moved: { one: word('The deal came to “{stage}”'), many: word('The deal came to “{stage}” {count, number} times') },
  won: { one: word('The deal was won'), many: word('The deal was won {count, number} times') },
  lost: { one: word('The deal was lost'), many: word('The deal was lost {count, number} times') },
}

/** What an organization did on the journey, where a source has its own word beside the roles of a team. */
export const touchRoles: Readonly<Record<string, string>> = {
  lead: word('Leads'),
  advice: word('Advises'),
  delivery: word('Delivers'),
  technology: word('Brings technology'),
}
