import { word } from './language.ts'

/** What the log tells of teams, splits and the credit of deals, by its verb. */
export const teamEvents: Readonly<Record<string, string>> = {
  'deal.participant_invited': word('Partner invited into the team'),
  'deal.participant_joined': word('Partner joined the team'),
  'deal.participant_declined': word('Partner declined to join the team'),
  'deal.participant_left': word('Partner left the team'),
  'deal.participant_removed': word('Partner taken out of the team'),
  'deal.participant_updated': word('Part in the team changed'),
  'deal.participant_introduced': word('Partner disclosed to another one'),
  'deal.introduction_ended': word('Partner hidden from another one'),
  'deal.team_dissolved': word('Partner’s part ended with the team'),
  'deal.team_formed_again': word('Partner is in the team again'),
  'deal.team_proposed': word('Partner proposed for a team'),
  'deal.team_proposal_accepted': word('Proposal for a team taken up'),
  'deal.team_proposal_refused': word('Proposal for a team not taken up'),
  'deal.split_proposed': word('Share proposed'),
  'deal.split_by_default': word('Share by the default table'),
  'deal.split_signed': word('Share signed'),
  'deal.split_disputed': word('Share disputed'),
  'deal.split_agreed': word('Split agreed by all'),
  'deal.split_locked': word('Share locked and booked'),
  'deal.credit_decided': word('Credit decided'),
}
