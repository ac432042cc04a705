import { word } from './language.ts'
import { protectedStates, type RegistrationState } from './registration-states.ts'

/**
 * `partner`: its own people. `vendor`: who may review. `other_reviewer`: who may review and did not decide before.
 * `clock`: time alone. `check`: the rules, right after a claim came in.
 */
export type RegistrationActor = 'partner' | 'vendor' | 'other_reviewer' | 'clock' | 'check'

export interface RegistrationTransition {
  readonly from: readonly RegistrationState[]
  /** `standing`: approved, or converted where there is a deal already. `before`: as it was before it was set aside. */
  readonly to: RegistrationState | 'standing' | 'before' | 'same'
  readonly by: readonly RegistrationActor[]
  /** What it says on the button, and in the history. */
  readonly name: string
  readonly told: string
  /** When, or under which condition, in words. */
  readonly guard: string
}

const standing = ['approved', 'converted', 'expiring'] as const
/** Where a deal that closes can find its registration: protected, or set aside and not decided anew yet. */
const withDeal = ['converted', 'expiring', 'extension_requested', 'in_review', 'info_requested'] as const

export const registrationTransitions = {
  submit: {
    from: ['draft'],
    to: 'submitted',
    by: ['partner'],
    name: word('Send'),
    told: word('sent the claim'),
    guard: word('The claim is complete: customer, country, contact, products, value, close date, evidence.'),
  },
  queue: {
    from: ['submitted'],
    to: 'in_review',
    by: ['check'],
    name: word('Queue'),
    told: word('put the claim in line for review'),
    guard: word('Nothing blocks it, or a person has to look.'),
  },
  block: {
    from: ['submitted'],
    to: 'duplicate',
    by: ['check'],
    name: word('Block'),
    told: word('found the customer protected already'),
    guard: word('Same customer, a product family in common, same country, live protection.'),
  },
  request_information: {
    from: ['in_review'],
    to: 'info_requested',
    by: ['vendor'],
    name: word('Ask for information'),
    told: word('asked for information'),
    guard: word('A question is given.'),
  },
  answer: {
    from: ['info_requested'],
    to: 'in_review',
    by: ['partner'],
    name: word('Answer'),
    told: word('answered'),
    guard: word('An answer is given; within the window the claim keeps its place.'),
  },
  lose_place: {
    from: ['info_requested'],
    to: 'same',
    by: ['clock'],
    name: word('Lose the place'),
    told: word('lost its place in line'),
    guard: word('The window to answer has passed.'),
  },
  warn_review: {
    from: ['in_review'],
    to: 'same',
    by: ['clock'],
    name: word('Remind the reviewers'),
    told: word('warned of the review’s deadline'),
    guard: word('50, 80 or 100% of the review time have passed.'),
  },
  approve: {
    from: ['in_review', 'submitted'],
    to: 'standing',
    by: ['vendor', 'clock', 'check'],
    name: word('Approve'),
    told: word('approved the claim'),
    guard: word('No live protection stands against it and no earlier claim for the same customer waits.'),
  },
  reject: {
    from: ['in_review'],
    to: 'rejected',
    by: ['vendor'],
    name: word('Refuse'),
    told: word('refused the claim'),
    guard: word('A reason from the list.'),
  },
  find_duplicate: {
    from: ['in_review'],
    to: 'duplicate',
    by: ['vendor'],
    name: word('Already registered'),
    told: word('found the customer registered already'),
    guard: word('A reason from the list.'),
  },
  miss_deadline: {
    from: ['in_review'],
    to: 'same',
    by: ['clock'],
    name: word('Miss the deadline'),
    told: word('missed the review’s deadline'),
    guard: word(
      'The review time has passed and the claim is not of low risk: protection will count from the day it was sent.',
    ),
  },
  appeal: {
    from: ['rejected', 'duplicate'],
    to: 'in_appeal',
    by: ['partner'],
    name: word('Appeal'),
    told: word('appealed'),
    guard: word('Once per decision, within the window.'),
  },
  overturn: {
    from: ['in_appeal'],
    to: 'standing',
    by: ['other_reviewer'],
    name: word('Overturn'),
    told: word('overturned the decision'),
    guard: word('Another reviewer, with reasons; no live protection stands against it.'),
  },
  uphold: {
    from: ['in_appeal'],
    to: 'rejected',
    by: ['other_reviewer'],
    name: word('Uphold'),
    told: word('upheld the decision'),
    guard: word('Another reviewer, with reasons. This is final.'),
  },
  convert: {
    from: ['approved', 'expiring'],
    to: 'standing',
    by: ['partner', 'vendor'],
    name: word('Make it a deal'),
    told: word('made it a deal'),
    guard: word('It has no deal yet.'),
  },
  win: {
    from: withDeal,
    to: 'won',
    by: ['check'],
    name: word('Win'),
    told: word('won the deal'),
    guard: word('Its deal was won.'),
  },
  lose: {
    from: withDeal,
    to: 'lost',
    by: ['check'],
    name: word('Lose'),
    told: word('lost the deal'),
    guard: word('Its deal was lost.'),
  },
  report_progress: {
    from: standing,
    to: 'same',
    by: ['partner'],
    name: word('Report progress'),
    told: word('reported progress'),
    guard: word('Says what happened with the customer.'),
  },
  nudge: {
    from: standing,
    to: 'same',
    by: ['clock'],
    name: word('Nudge'),
    told: word('was reminded of its silence'),
    guard: word('30 days without the partner’s activity.'),
  },
  fall_idle: {
    from: standing,
    to: 'same',
    by: ['clock'],
    name: word('At risk'),
    told: word('is at risk for its silence'),
    guard: word('45 days without the partner’s activity.'),
  },
  begin_expiring: {
    from: ['approved', 'converted'],
    to: 'expiring',
    by: ['clock'],
    name: word('Begin to expire'),
    told: word('begins to expire'),
    guard: word('14 days before the end of protection.'),
  },
  notice_expiry: {
    from: ['expiring'],
    to: 'same',
    by: ['clock'],
    name: word('Remind of expiry'),
    told: word('was reminded of its expiry'),
    guard: word('7 days and 1 day before the end of protection.'),
  },
  expire: {
    from: ['expiring'],
    to: 'expired',
    by: ['clock'],
    name: word('Expire'),
    told: word('expired'),
    guard: word('The protection has ended.'),
  },
  reinstate: {
    from: ['expired'],
    to: 'standing',
    by: ['vendor'],
    name: word('Reinstate'),
    told: word('reinstated the protection'),
    guard: word('Within the grace time and below the longest total; nobody else is protected by now.'),
  },
  request_extension: {
    from: standing,
    to: 'extension_requested',
    by: ['partner'],
    name: word('Ask for an extension'),
    told: word('asked for an extension'),
    guard: word('With evidence of progress; below the longest total.'),
  },
  extend_by_rule: {
    from: ['extension_requested'],
    to: 'standing',
    by: ['check'],
    name: word('Extend'),
    told: word('extended the protection by rule'),
    guard: word('The first extension.'),
  },
  extend: {
    from: ['extension_requested'],
    to: 'standing',
    by: ['vendor'],
    name: word('Grant the extension'),
    told: word('granted the extension'),
    guard: word('Below the longest total.'),
  },
  refuse_extension: {
    from: ['extension_requested'],
    to: 'standing',
    by: ['vendor'],
    name: word('Refuse the extension'),
    told: word('refused the extension'),
    guard: word('A reason is given; protection goes on to its end.'),
  },
  withdraw: {
    from: ['draft', 'submitted', 'in_review', 'info_requested'],
    to: 'withdrawn',
    by: ['partner'],
    name: word('Withdraw'),
    told: word('withdrew the claim'),
    guard: word('Before the first decision.'),
  },
  revoke: {
    from: ['approved', 'converted', 'expiring', 'extension_requested'],
    to: 'revoked',
    by: ['vendor'],
    name: word('Revoke'),
    told: word('revoked the protection'),
    guard: word('A cause is given.'),
  },
  set_aside: {
    from: protectedStates,
    to: 'in_review',
    by: ['check'],
    name: word('Set aside'),
    told: word('set the protection aside, since the customer is one that was claimed before'),
    guard: word('Two customers turned out to be one, and an earlier claim is protected with it.'),
  },
  restore: {
    from: ['in_review', 'info_requested'],
    to: 'before',
    by: ['check'],
    name: word('Restore'),
    told: word('restored the protection as it was'),
    guard: word('It was set aside, and nothing stands against it any more.'),
  },
} as const satisfies Record<string, RegistrationTransition>
export type RegistrationAct = keyof typeof registrationTransitions
