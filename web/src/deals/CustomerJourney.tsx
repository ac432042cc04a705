import { readCustomerJourney, type CustomerJourney as Journey } from '@hansa/contract/customer-journey'
import { journeyStages } from '@hansa/contract/journey-rules'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { countText } from '../kit/format.ts'
import { rich, t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { None } from '../kit/None.tsx'
import { Section } from '../kit/Page.tsx'
import { queryText } from '../kit/query.ts'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { paths } from '../paths.ts'
import { JourneyHappenings } from './JourneyHappenings.tsx'
import { journeyNames, JourneyTag, touchRoleText } from './journey-words.tsx'
import { JourneySuggestions } from './JourneySuggestions.tsx'

/** A customer's journey on its own page: stages with who and what touched them, where it stands, and what happened. */
export function CustomerJourney({ organizationId }: { organizationId: string }) {
  const query = useQuery(ask(readCustomerJourney, { id: organizationId }))
  return (
    <Ready query={query}>
      {(journey) =>
        journey.stages.every(({ touches, first }) => touches === 0 && first === null) ? (
          <Empty title={t('No journey yet: no deal, and nobody was in touch')} />
        ) : (
          <Shown id={organizationId} journey={journey} />
        )
      }
    </Ready>
  )
}

/** The rows behind a cell, in the timeline below. */
const linkTo = (id: string, query: Record<string, string>) =>
  `${paths.organization(id, 'journey')}${queryText({ ...query, show: 'each' })}`

const Spread = ({ first, last, count }: { first: string; last: string; count: number }) => (
  <Muted small>
    {first === last ? (
      <DateText value={first} />
    ) : (
      rich('{from} to {until}', { from: <DateText value={first} />, until: <DateText value={last} /> })
    )}
    {', '}
    {t('{count, number} times', { count, defaultValue_one: 'once' })}
  </Muted>
)

function Shown({ id, journey }: { id: string; journey: Journey }) {
  const { query } = useUrl()
  const isNarrowed = ['stage', 'organizationId', 'product', 'dealId'].some((name) => query[name] !== undefined)
  return (
    <Stack gap="lg">
      {journey.open.length > 0 && <Standing journey={journey} />}
      <Section
        title={t('Who and what touched each stage')}
        lead={t('Read from the log by version {version} of the programme’s rules. Each entry opens to its rows.', {
          version: String(journey.rulesVersion),
        })}
      >
        <SimpleTable
          label={t('Stages of the journey')}
          columns={[
            { key: 'stage', label: t('Stage') },
            { key: 'organizations', label: t('Organizations') },
            { key: 'technologies', label: t('Technologies') },
          ]}
          items={journey.stages.map((it) => ({
            stage: (
              <Stack gap="xs">
                <JourneyTag stage={it.stage} />
                <Muted small>{t(journeyStages[it.stage].meaning)}</Muted>
              </Stack>
            ),
            organizations: listed(
              it.organizations.slice(0, most).map((one) => (
                <div key={one.organizationId ?? 'vendor'}>
                  {one.organizationId === null ? (
                    t('The vendor')
                  ) : (
                    <Link to={linkTo(id, { stage: it.stage, organizationId: one.organizationId })}>{one.name}</Link>
                  )}{' '}
                  {one.roles.length > 0 && <Muted small>{one.roles.map(touchRoleText).join(', ')} · </Muted>}
                  <Spread {...one} />
                </div>
              )),
              it.organizations.length,
            ),
            technologies: listed(
              it.technologies.slice(0, most).map((one) => (
                <div key={one.organizationId ?? one.name}>
                  <Link
                    to={
                      one.organizationId === null
                        ? linkTo(id, { stage: it.stage, product: one.name })
                        : paths.organization(one.organizationId)
                    }
                  >
                    {one.name}
                  </Link>{' '}
                  <Spread {...one} />
                </div>
              )),
              it.technologies.length,
            ),
          }))}
        />
      </Section>
      <Section
        title={isNarrowed ? t('Rows') : t('Timeline')}
        actions={
          isNarrowed && (
            <Button small to={paths.organization(id, 'journey')}>
              {t('Show the whole timeline')}
            </Button>
          )
        }
      >
        <JourneyHappenings customerId={id} query={query} />
      </Section>
    </Stack>
  )
}

const most = 6
const listed = (rows: readonly React.ReactNode[], all: number) =>
  rows.length === 0 ? (
    <None why={t('nobody')} />
  ) : (
    <Stack gap="xs">
      {rows}
      {all > most && <Muted small>{t('and {count, number} more', { count: all - most })}</Muted>}
    </Stack>
  )

const Standing = ({ journey }: { journey: Journey }) => (
  <Section title={t('Where it stands')}>
    <SimpleTable
      label={t('Where it stands')}
      columns={[
        { key: 'deal', label: t('Deal') },
        { key: 'stage', label: t('Stage') },
        { key: 'days', label: t('Days'), align: 'end' },
        { key: 'partner', label: t('Partner last there') },
        { key: 'acts', label: t('Actions'), align: 'end' },
      ]}
      items={journey.open.map((it) => ({
        deal: <Link to={paths.deal(it.dealId)}>{it.dealName}</Link>,
        stage: journeyNames[it.stage],
        days: countText(it.days),
        partner: (
          <Row>
            {it.partnerLast === null ? <None why={t('nobody')} /> : <DateText value={it.partnerLast} />}
            {it.whiteSpot && <Tag tone="amber">{t('White spot')}</Tag>}
          </Row>
        ),
        acts: <JourneySuggestions dealId={it.dealId} />,
      }))}
    />
  </Section>
)
