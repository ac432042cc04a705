import type { Finding, Proposal } from '@hansa/contract/applications'
import { checks, type Check, type ProgrammeRules } from '@hansa/contract/programme'
import { isFreeMail } from './free-mail.ts'
import { counts, type SanctionsMatch } from './sanctions.ts'

/** All that vetting looks at, as it was at that moment: stored, so that it can be run again. */
export interface VettingFacts {
  readonly company: string
  readonly website: string | null
  /** The registrable domain of the website. */
  readonly domain: string | null
  readonly country: string | null
  readonly city: string | null
  readonly industry: string | null
  readonly employees: number | null
  readonly phone: string | null
  readonly title: string | null
  readonly email: string
  /** The registrable domain of the e-mail address. */
  readonly emailDomain: string | null
  /** Whether the applicant proved to read this address; null where nobody was asked to (an import). */
  readonly emailConfirmed: boolean | null
  /** The keys of the questions that were answered and of the documents that came along. */
  readonly answered: readonly string[]
  readonly documents: readonly string[]
  readonly known:
    | { readonly is: 'new' }
    | {
        readonly is: 'known'
        readonly organizationId: string
        readonly name: string
        readonly stage: string | null
        /** The stage is one inside the programme. */
        readonly inside: boolean
        readonly competitor: boolean
      }
    | { readonly is: 'several'; readonly names: readonly string[] }
  /** Other applications of the same company that are open. */
  readonly others: readonly { readonly id: string; readonly company: string }[]
  readonly sanctions: { readonly version: number | null; readonly matches: readonly SanctionsMatch[] }
  /** Somebody reopened it: then a person decides. */
  readonly reopened: boolean
}

export interface VettingDecision {
  readonly proposal: Proposal
  readonly bySelf: boolean
  readonly findings: Finding[]
}

type Rules = Pick<ProgrammeRules, 'vetting' | 'applicationForm'>

/** What each check sees; undefined where there is nothing to find. */
const looks: Record<Check, (facts: VettingFacts, rules: Rules) => readonly (string | null)[] | undefined> = {
  sanctions: ({ sanctions, country }, { vetting }) =>
    some(
      sanctions.matches
        .filter((match) => counts(match, country, vetting.sanctionsSimilarity))
        .flatMap((match) => [match.name, match.reference, `${Math.round(match.likeness * 100)} %`]),
    ),
  competitor: ({ known, domain }, { vetting }) =>
    domain !== null && vetting.competitorDomains.includes(domain)
      ? [domain]
      : known.is === 'known' && known.competitor
        ? [known.name]
        : undefined,
  territory: ({ country }, { vetting }) =>
    country !== null && vetting.territories.length > 0 && !vetting.territories.includes(country)
      ? [country]
      : undefined,
  already_partner: ({ known }) => (known.is === 'known' && known.inside ? [known.name, known.stage] : undefined),
  open_application: ({ others }) => some(others.map((other) => other.company)),
  ambiguous_company: ({ known }) => (known.is === 'several' ? known.names : undefined),
  email_domain: ({ domain, emailDomain }) =>
    domain !== null && emailDomain !== null && domain !== emailDomain && !isFreeMail(emailDomain)
      ? [emailDomain, domain]
      : undefined,
  free_mail: ({ emailDomain }) => (emailDomain !== null && isFreeMail(emailDomain) ? [emailDomain] : undefined),
  unconfirmed_email: ({ email, emailConfirmed }) => (emailConfirmed === false ? [email] : undefined),
  missing_document: ({ documents }, { applicationForm }) =>
    some(
      applicationForm.documents.filter((one) => one.required && !documents.includes(one.key)).map((one) => one.label),
    ),
  missing_answer: ({ answered }, { applicationForm }) =>
    some(
      applicationForm.questions.filter((one) => one.required && !answered.includes(one.key)).map((one) => one.label),
    ),
  missing_data: (facts, { vetting }) => some(vetting.wanted.filter((fact) => facts[fact] === null)),
}

const some = <T>(values: readonly T[]): readonly T[] | undefined => (values.length > 0 ? values : undefined)

/**
 * What the rules make of an application. Rejecting is proposed where any finding says so, else referring, else approving.
 * The rules carry a proposal out themselves only where they say so, never for what was reopened, and never a rejection
 * that the sanctions list had a part in.
 */
export function vet(facts: VettingFacts, rules: Rules): VettingDecision {
  const findings = (Object.keys(checks) as Check[]).flatMap((check) => {
    const values = looks[check](facts, rules)?.filter((value) => value !== null)
    return values ? [{ check, consequence: rules.vetting.checks[check], values }] : []
  })
  const leadTo = (consequence: Finding['consequence']) =>
    findings.some((finding) => finding.consequence === consequence)
  const proposal = leadTo('reject') ? 'reject' : leadTo('refer') ? 'refer' : 'approve'
  const carriesOut =
    (proposal === 'approve' && rules.vetting.approveBySelf) ||
    (proposal === 'reject' && rules.vetting.rejectBySelf && !findings.some((finding) => finding.check === 'sanctions'))
  return { proposal, bySelf: carriesOut && !facts.reopened, findings }
}

/** The closed reason that a rejection by the rules themselves is given. */
export function reasonOf(findings: readonly Finding[]) {
  const check = findings.find((finding) => finding.consequence === 'reject')?.check
  if (check === 'territory' || check === 'competitor') return check
  if (check === 'already_partner' || check === 'open_application') return 'duplicate'
  return check?.startsWith('missing_') || check === 'unconfirmed_email' ? 'incomplete' : 'not_a_fit'
}
