import { readPartnerFigures, type PartnerFigures as Figures } from '@hansa/contract/impact'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { Chart } from '../kit/Chart.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { countText, dayText, moneyText, monthText, percentText } from '../kit/format.ts'
import { Columns, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Money } from '../kit/Money.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Stat, Stats } from '../kit/Stat.tsx'
import { Empty, Loading } from '../kit/State.tsx'
import { Tags } from '../kit/Tag.tsx'
import { figureLink } from './explain.tsx'

const days = (count: number) => `${countText(count)} ${count === 1 ? 'day' : 'days'}`

/** Figures of one partner, for its record's page. */
export function PartnerFigures({ organizationId }: { organizationId: string }) {
  return (
    <Ready query={useQuery(ask(readPartnerFigures, { organizationId }))} loading={<Loading kind="stats" count={4} />}>
      {(figures) => <Shown figures={figures} />}
    </Ready>
  )
}

function Shown({ figures }: { figures: Figures }) {
  const { asOf, memberships, tenureDays, tiers, revenue, certifications, satisfaction, firstRevenue } = figures
  if (memberships.length === 0)
    return <Empty title="Not inside the programme yet">Figures begin on the day on which it joins.</Empty>
  const wait = firstRevenue.days ?? firstRevenue.waiting
  return (
    <Stack gap="lg">
      <Stats>
        <Stat
          label="Inside the programme"
          value={days(tenureDays)}
          explain={{
            title: 'Inside the programme',
            definition:
              'Days from each joining to the day of leaving, or to today while it lasts. Coming back is a new joining.',
            formula: 'Σ (left, or today, − joined)',
            inputs: [{ label: 'Times inside', value: countText(memberships.length) }],
            rows: {
              columns: [
                { key: 'joined', label: 'Joined', align: 'end' },
                { key: 'left', label: 'Left', align: 'end' },
              ],
              items: memberships.map(({ joined, left }) => ({
                joined: dayText(joined),
                left: left === null ? 'still inside' : dayText(left),
              })),
            },
            asOf: <DateText value={asOf} />,
          }}
        />
        {revenue.map((one) => (
          <Stat
            key={one.currency}
            label={`Revenue, ${one.currency}, since ${monthText(one.from)}`}
            value={<Money value={one} compact />}
            {...(one.share !== null && {
              interval: `${percentText(one.share)} of all, place ${countText(one.rank)} of ${countText(one.of)}`,
            })}
            explain={{
              title: `Revenue in ${one.currency}`,
              definition: 'All entries of revenue in this currency, what was taken back deducted, by calendar month.',
              inputs: [
                { label: 'Revenue', value: <Money value={one} /> },
                { label: 'Share of all partners', value: one.share === null ? null : percentText(one.share) },
                {
                  label: 'All partners',
                  value: (
                    <Link to={figureLink('revenue', { currency: one.currency, sort: '-value' })}>Open the list</Link>
                  ),
                },
              ],
              rows: {
                columns: [
                  { key: 'month', label: 'Month' },
                  { key: 'amount', label: 'Revenue', align: 'end' },
                ],
                items: one.months.map(({ month, amount }) => ({
                  month: monthText(month),
                  amount: <Money value={{ amount, currency: one.currency }} />,
                })),
              },
              asOf: <DateText value={asOf} />,
            }}
          />
        ))}
        {wait !== null && (
          <Stat
            label={firstRevenue.days === null ? 'Waiting for first revenue' : 'Time to first revenue'}
            value={days(wait)}
            interval={
              firstRevenue.median === null
                ? `Median of those who joined in ${firstRevenue.cohort}: not enough data yet${firstRevenue.needs ? `, needs ${firstRevenue.needs.count} more ${firstRevenue.needs.what}` : ''}`
                : `Median of those who joined in ${firstRevenue.cohort}: ${days(Math.round(firstRevenue.median))}`
            }
            explain={{
              title: 'Time to first revenue',
              definition:
                'Days from the first joining to the first revenue that stands; while there is none, the days waited. Not known where revenue is dated before the joining.',
              inputs: [
                { label: 'First joined', value: <DateText value={memberships[0]?.joined} /> },
                {
                  label: `All who joined in ${firstRevenue.cohort}`,
                  value: (
                    <Link to={figureLink('time_to_first_revenue', { cohort: firstRevenue.cohort })}>Open the list</Link>
                  ),
                },
              ],
              asOf: <DateText value={asOf} />,
            }}
          />
        )}
        {satisfaction && (
          <Stat
            label="Satisfaction"
            value={`${Math.round(satisfaction.normalised)} of 100`}
            interval={`${dayText(satisfaction.day)}${satisfaction.respondents === null ? '' : `, ${countText(satisfaction.respondents)} answers`}`}
            explain={{
              title: 'Satisfaction',
              definition: 'The latest score that was recorded, on a scale from 0 to 100.',
              formula: '(score − lowest) / (highest − lowest) × 100',
              inputs: [
                { label: 'Day', value: <DateText value={satisfaction.day} /> },
                { label: 'Answers', value: satisfaction.respondents },
                { label: 'Source', value: satisfaction.source },
              ],
              asOf: <DateText value={asOf} />,
            }}
          />
        )}
      </Stats>
      {revenue.length > 0 && (
        <Columns min={320} gap="lg">
          {revenue.map((one) => (
            <Chart
              key={one.currency}
              kind="bars"
              direction="up"
              title={`Revenue by month, ${one.currency}`}
              items={one.months.map(({ month, amount }) => ({ label: monthText(month), value: amount }))}
              format={(amount) => moneyText({ amount, currency: one.currency }, { compact: true })}
            />
          ))}
        </Columns>
      )}
      <Facts
        items={[
          ...tiers.map(({ tier, from, to }) => ({
            label: tier,
            value: `${dayText(from)} to ${to === null ? 'today' : dayText(to)}`,
          })),
          {
            label: 'Certifications',
            value: certifications.length > 0 ? <Tags values={certifications.map((one) => one.name)} /> : null,
          },
          ...(wait === null
            ? [{ label: 'Time to first revenue', value: 'Not known: revenue is dated before the first joining' }]
            : []),
          ...(satisfaction === null ? [{ label: 'Satisfaction', value: null }] : []),
        ]}
      />
    </Stack>
  )
}
