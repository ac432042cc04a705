import { readPartnerFigures, type PartnerFigures as Figures } from '@hansa/contract/impact'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { Chart } from '../kit/Chart.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { countText, dayText, moneyText, monthText, percentText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Columns, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Money } from '../kit/Money.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Stat, Stats } from '../kit/Stat.tsx'
import { Empty, Loading } from '../kit/State.tsx'
import { Tags } from '../kit/Tag.tsx'
import { figureLink } from './explain.tsx'

const days = (count: number) => t('{count, number} days', { count, defaultValue_one: '{count, number} day' })

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
    return <Empty title={t('Not inside the programme yet')}>{t('Figures begin on the day on which it joins.')}</Empty>
  const wait = firstRevenue.days ?? firstRevenue.waiting
  return (
    <Stack gap="lg">
      <Stats>
        <Stat
          label={t('Inside the programme')}
          value={days(tenureDays)}
          explain={{
            title: t('Inside the programme'),
            definition: t(
              'Days from each joining to the day of leaving, or to today while it lasts. Coming back is a new joining.',
            ),
            formula: t('Σ (left, or today, − joined)'),
            inputs: [{ label: t('Times inside'), value: countText(memberships.length) }],
            rows: {
              columns: [
                { key: 'joined', label: t('Joined'), align: 'end' },
                { key: 'left', label: t('Left'), align: 'end' },
              ],
              items: memberships.map(({ joined, left }) => ({
                joined: dayText(joined),
                left: left === null ? t('still inside') : dayText(left),
              })),
            },
            asOf: <DateText value={asOf} />,
          }}
        />
        {revenue.map((one) => (
          <Stat
            key={one.currency}
            label={t('Revenue, {currency}, since {from}', { currency: one.currency, from: monthText(one.from) })}
            value={<Money value={one} compact />}
            {...(one.share !== null && {
              interval: t('{share} of all, place {rank} of {of}', {
                share: percentText(one.share),
                rank: countText(one.rank),
                of: countText(one.of),
              }),
            })}
            explain={{
              title: t('Revenue in {currency}', { currency: one.currency }),
              definition: t(
                'All entries of revenue in this currency, what was taken back deducted, by calendar month.',
              ),
              inputs: [
                { label: t('Revenue'), value: <Money value={one} /> },
                { label: t('Share of all partners'), value: one.share === null ? null : percentText(one.share) },
                {
                  label: t('All partners'),
                  value: (
                    <Link to={figureLink('revenue', { currency: one.currency, sort: '-value' })}>
                      {t('Open the list')}
                    </Link>
                  ),
                },
              ],
              rows: {
                columns: [
                  { key: 'month', label: t('Month') },
                  { key: 'amount', label: t('Revenue'), align: 'end' },
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
            label={firstRevenue.days === null ? t('Waiting for first revenue') : t('Time to first revenue')}
            value={days(wait)}
            interval={
              firstRevenue.median === null
                ? t('Median of those who joined in {cohort}: {median}', {
                    cohort: firstRevenue.cohort,
                    median: firstRevenue.needs
                      ? t('not enough data yet, needs {count, number} more {what}', {
                          count: firstRevenue.needs.count,
                          what: t(firstRevenue.needs.what),
                        })
                      : t('not enough data yet'),
                  })
                : t('Median of those who joined in {cohort}: {median}', {
                    cohort: firstRevenue.cohort,
                    median: days(Math.round(firstRevenue.median)),
                  })
            }
            explain={{
              title: t('Time to first revenue'),
              definition: t(
                'Days from the first joining to the first revenue that stands; while there is none, the days waited. Not known where revenue is dated before the joining.',
              ),
              inputs: [
                { label: t('First joined'), value: <DateText value={memberships[0]?.joined} /> },
                {
                  label: t('All who joined in {cohort}', { cohort: firstRevenue.cohort }),
                  value: (
                    <Link to={figureLink('time_to_first_revenue', { cohort: firstRevenue.cohort })}>
                      {t('Open the list')}
                    </Link>
                  ),
                },
              ],
              asOf: <DateText value={asOf} />,
            }}
          />
        )}
        {satisfaction && (
          <Stat
            label={t('Satisfaction')}
            value={t('{score} of 100', { score: Math.round(satisfaction.normalised) })}
            interval={
              satisfaction.respondents === null
                ? dayText(satisfaction.day)
                : t('{day}, {count, number} answers', {
                    day: dayText(satisfaction.day),
                    count: satisfaction.respondents,
                    defaultValue_one: '{day}, {count, number} answer',
                  })
            }
            explain={{
              title: t('Satisfaction'),
              definition: t('The latest score that was recorded, on a scale from 0 to 100.'),
              formula: t('(score − lowest) / (highest − lowest) × 100'),
              inputs: [
                { label: t('Day'), value: <DateText value={satisfaction.day} /> },
                { label: t('Answers'), value: satisfaction.respondents },
                { label: t('Source'), value: satisfaction.source },
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
              title={t('Revenue by month, {currency}', { currency: one.currency })}
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
            value: t('{from} to {until}', { from: dayText(from), until: to === null ? t('today') : dayText(to) }),
          })),
          {
            label: t('Certifications'),
            value: certifications.length > 0 ? <Tags values={certifications.map((one) => one.name)} /> : null,
          },
          ...(wait === null
            ? [{ label: t('Time to first revenue'), value: t('Not known: revenue is dated before the first joining') }]
            : []),
          ...(satisfaction === null ? [{ label: t('Satisfaction'), value: null }] : []),
        ]}
      />
    </Stack>
  )
}
