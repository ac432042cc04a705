import { z } from 'zod'
import { word } from './language.ts'

/** Where an application stands. `open`: something is still to be decided. */
export const applicationStates = {
  submitted: { name: word('Being vetted'), open: true },
  referred: { name: word('Waiting for a decision'), open: true },
  info_requested: { name: word('Waiting for the applicant'), open: true },
  reopened: { name: word('Reopened'), open: true },
  approved: { name: word('Approved'), open: false },
  rejected: { name: word('Rejected'), open: false },
  withdrawn: { name: word('Withdrawn'), open: false },
} as const
export const ApplicationState = z.enum(Object.keys(applicationStates) as [keyof typeof applicationStates])
export type ApplicationState = z.infer<typeof ApplicationState>

/** What can become of an application, act by act: from which states, and what it is then. */
export const applicationActs = {
  approve: { name: word('Approve'), from: ['referred', 'info_requested', 'reopened'], to: 'approved' },
  reject: { name: word('Reject'), from: ['referred', 'info_requested', 'reopened'], to: 'rejected' },
  ask: { name: word('Ask the applicant'), from: ['referred', 'reopened'], to: 'info_requested' },
  reopen: { name: word('Reopen'), from: ['rejected', 'withdrawn'], to: 'reopened' },
} as const satisfies Record<string, { name: string; from: readonly ApplicationState[]; to: ApplicationState }>
export const ApplicationAct = z.enum(Object.keys(applicationActs) as [keyof typeof applicationActs])
export type ApplicationAct = z.infer<typeof ApplicationAct>

/** Why an application is rejected, as the applicant reads it. */
export const rejectionReasons = {
  territory: {
    name: word('Outside our territories'),
    explanation: word('At present we are not looking for partners in your country.'),
  },
  not_a_fit: {
    name: word('Not a fit'),
    explanation: word('What you do and what this programme is for do not fit together well enough at present.'),
  },
  competitor: { name: word('Competitor'), explanation: word('Your company offers something that competes with ours.') },
  incomplete: { name: word('Incomplete'), explanation: word('Your application lacks what we need to decide on it.') },
  duplicate: {
    name: word('Duplicate'),
    explanation: word('Your company is a partner already, or has another application with us.'),
  },
  compliance: {
    name: word('Compliance'),
    explanation: word('Our compliance rules do not allow us to work together at present.'),
  },
  no_answer: {
    name: word('No answer'),
    explanation: word('We asked you for more information and have not heard from you.'),
  },
  capacity: {
    name: word('No capacity'),
    explanation: word('We take on no further partners in this programme at present.'),
  },
  other: { name: word('Other'), explanation: word('We decided against it for a reason that we have written to you.') },
} as const
export const RejectionReason = z.enum(Object.keys(rejectionReasons) as [keyof typeof rejectionReasons])
export type RejectionReason = z.infer<typeof RejectionReason>
