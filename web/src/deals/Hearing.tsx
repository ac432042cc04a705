import { dealStages, type DealStage } from '@hansa/contract/deals'
import type { RegistrationRecord, RegistrationRival } from '@hansa/contract/registrations'
import { registrationStates, rejectionReasons, type RegistrationState } from '@hansa/contract/registration-states'
import type { ReactNode } from 'react'
import { DateText, DateTime } from '../kit/DateTime.tsx'
import { Compare } from '../kit/Compare.tsx'
import { Facts } from '../kit/Facts.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Money } from '../kit/Money.tsx'
import { Count, CountryName, Percent } from '../kit/Numbers.tsx'
import { Tag } from '../kit/Tag.tsx'
import { reasonText } from '../likeness.ts'
import { paths } from '../paths.ts'
import { bands, kinds, rankText, ruleText, suggestionText } from './review-words.tsx'

type Families = ReadonlyMap<string, string>

/** What the rules suggest now and why, and the claim beside everything that stands against it. */
export const Hearing = ({ it, families }: { it: RegistrationRecord; families: Families }) => (
  <Stack>
    {it.suggestion && <Suggested it={it} suggestion={it.suggestion} />}
    {it.rivals.length > 0 ? (
      <SideBySide it={it} families={families} />
    ) : (
      <p>{t('No other claim, protection or own deal of this customer with these products in this country.')}</p>
    )}
  </Stack>
)

function Suggested({
  it,
  suggestion: { act, reason, rule, rulesVersion, because },
}: {
  it: RegistrationRecord
  suggestion: NonNullable<RegistrationRecord['suggestion']>
}) {
  const speaking = it.rivals.filter(({ id }) => because.includes(id))
  return (
    <Facts
      items={[
        { label: t('Suggested'), value: <strong>{suggestionText(act, it.state === 'in_appeal')}</strong> },
        ...(reason ? [{ label: t('Reason'), value: t(rejectionReasons[reason]) }] : []),
        { label: t('Rule'), value: ruleText(rule), hint: versionText(it.programmeName, rulesVersion) },
        ...(speaking.length > 0
          ? [{ label: t('Because of'), value: speaking.map((rival) => <Because key={rival.id} rival={rival} />) }]
          : []),
      ]}
    />
  )
}

export const versionText = (programme: string, version: number) =>
  t('{programme}, version {version}', { programme, version: String(version) })

const Because = ({ rival }: { rival: RegistrationRival }) => (
  <div>
    <Link to={pathOf(rival)}>{[kinds[rival.kind], rival.partnerName ?? t('Direct'), rankText(rival)].join(' · ')}</Link>
  </div>
)

const pathOf = ({ kind, id }: RegistrationRival) => (kind === 'registration' ? paths.registration(id) : paths.deal(id))

const productsOf = (keys: readonly string[], families: Families) =>
  keys.map((key) => families.get(key) ?? key).join(', ') || t('All')

const evidenceOf = ({ evidence, evidenceOn: on }: Pick<RegistrationRival, 'evidence' | 'evidenceOn'>) =>
  evidence && (
    <>
      {evidence} {on && <Muted small>({<DateText value={on} />})</Muted>}
    </>
  )

const stateText = ({ kind, state }: RegistrationRival) =>
  kind === 'registration'
    ? t(registrationStates[state as RegistrationState].name)
    : state in dealStages
      ? t(dealStages[state as DealStage].name)
      : state

/** What a rival's customer is called beside its own name: by the partner that claims it, or the deal's name. */
const alsoCalled = ({ kind, name, customerName }: RegistrationRival) =>
  name && name !== customerName ? (kind === 'registration' ? t('as “{name}”', { name }) : name) : null

function SideBySide({ it, families }: { it: RegistrationRecord; families: Families }) {
  const { rivals } = it
  const row = (label: string, own: ReactNode, of: (rival: RegistrationRival) => ReactNode) => ({
    label,
    cells: [own, ...rivals.map(of)],
  })
  return (
    <Compare
      label={t('The claim beside what stands against it')}
      subjects={[
        { key: it.id, head: t('This claim') },
        ...rivals.map((rival) => ({
          key: rival.id,
          head: (
            <Row gap="xs">
              <Link to={pathOf(rival)}>{kinds[rival.kind]}</Link>
              <Tag tone={rival.rank === 'protected' ? 'green' : 'grey'}>{rankText(rival)}</Tag>
            </Row>
          ),
        })),
      ]}
      rows={[
        row(t('Partner'), it.partnerName, (one) => one.partnerName ?? t('Direct')),
        row(t('Customer'), it.customerName, (one) => (
          <>
            <Link to={paths.organization(one.customerId)}>{one.customerName}</Link>
            <div>{alsoCalled(one)}</div>
          </>
        )),
        row(t('Likeness'), null, (one) => (
          <>
            <Tag tone={bands[one.band].tone}>{bands[one.band].words}</Tag> <Percent value={one.probability} />
            {one.reasons.map((reason) => (
              <div key={reason.field}>
                <Muted small>{reasonText(reason)}</Muted>
              </div>
            ))}
          </>
        )),
        row(t('Website'), it.customerDomain, (one) => one.domain),
        row(t('Country'), <CountryName code={it.country} />, (one) =>
          one.country ? <CountryName code={one.country} /> : t('Any'),
        ),
        row(t('Products'), productsOf(it.families, families), (one) => productsOf(one.families, families)),
        row(t('Value'), it.value && <Money value={it.value} />, (one) => one.value && <Money value={one.value} />),
        row(
          t('Expected close'),
          it.expectedCloseOn && <DateText value={it.expectedCloseOn} />,
          (one) => one.expectedCloseOn && <DateText value={one.expectedCloseOn} />,
        ),
        row(t('Own activity'), evidenceOf(it), evidenceOf),
        row(t('Complete since'), it.completeAt && <DateTime value={it.completeAt} />, (one) =>
          one.completeAt && one.kind === 'registration' ? <DateTime value={one.completeAt} /> : null,
        ),
        row(
          t('Place in line'),
          it.receipt.position && <Count value={it.receipt.position} />,
          (one) => one.position && <Count value={one.position} />,
        ),
        row(t('State'), t(registrationStates[it.state].name), stateText),
      ]}
    />
  )
}
