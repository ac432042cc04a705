import { readHome } from '@hansa/contract/home'
import { listFigures, readFigure } from '@hansa/contract/impact'
import type { MetricKey } from '@hansa/contract/metrics'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Chart } from '../kit/Chart.tsx'
import { dayText } from '../kit/format.ts'
import { inSentence, t } from '../kit/language.tsx'
import { Columns, Row, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Stats } from '../kit/Stat.tsx'
import { Empty, Loading } from '../kit/State.tsx'
import { useUrl } from '../kit/useUrl.ts'
import { BackupWarning } from '../settings/BackupWarning.tsx'
import { Begin } from './Begin.tsx'
import { Changed } from './Changed.tsx'
import { chartsOf } from './charts.ts'
import { figureLink } from './explain.tsx'
import { FigureStat } from './FigureStat.tsx'
import { useLastVisit } from './visit.ts'
import { Waiting } from './Waiting.tsx'

/** The workspace's first page: what needs somebody, what changed, and how the programme stands. */
export function HomePage() {
  const url = useUrl()
  const lastVisit = useLastVisit()
  const sinceVisit = url.query['since'] === 'visit' && lastVisit !== null
  const home = useQuery({ ...ask(readHome, sinceVisit ? { since: lastVisit } : {}), placeholderData: keepPreviousData })
  return (
    <Page title={t('Home')} {...(home.data && { lead: dayText(home.data.today) })}>
      <BackupWarning />
      <Ready query={home}>
        {(it) =>
          it.empty ? (
            <Begin />
          ) : (
            <Stack gap="lg">
              <Columns min={340} gap="lg">
                <Section title={t('What needs you')}>
                  <Waiting waiting={it.waiting} />
                </Section>
                <Section
                  title={t('What changed')}
                  actions={
                    lastVisit !== null && (
                      <Row gap="xs">
                        <Button
                          small
                          kind={sinceVisit ? 'quiet' : 'normal'}
                          onClick={() => url.set({ since: undefined })}
                        >
                          {t('Last 7 days')}
                        </Button>
                        <Button
                          small
                          kind={sinceVisit ? 'normal' : 'quiet'}
                          onClick={() => url.set({ since: 'visit' })}
                        >
                          {t('Since your last visit')}
                        </Button>
                      </Row>
                    )
                  }
                  {...(lastVisit === null && { lead: t('In the last 7 days') })}
                >
                  <Changed changed={it.changed} />
                </Section>
              </Columns>
              <Figures />
            </Stack>
          )
        }
      </Ready>
    </Page>
  )
}

/** The charts below the figures, in their order. */
const charted: readonly MetricKey[] = [
  'net_joins',
  'retention',
  'active_partners',
  'time_to_first_revenue',
  'revenue',
  'certification_coverage',
  'data_hygiene',
]

function Figures() {
  return (
    <Section
      title={t('How the programme stands')}
      lead={t('Every figure opens to its definition, its inputs and the rows behind it.')}
    >
      <Ready query={useQuery(ask(listFigures, {}))} loading={<Loading kind="stats" count={8} />}>
        {({ items }) => (
          <Stack gap="lg">
            <Stats>
              {items.map((figure) => (
                <FigureStat key={`${figure.metric} ${figure.currency}`} figure={figure} query={{}} />
              ))}
            </Stats>
            <Columns min={380} gap="lg">
              {charted.map((metric) => (
                <FigureCharts key={metric} metric={metric} />
              ))}
            </Columns>
          </Stack>
        )}
      </Ready>
    </Section>
  )
}

/** A figure's first chart, and the way to the whole of it; what is missing where there is no number. */
function FigureCharts({ metric }: { metric: MetricKey }) {
  return (
    <Ready query={useQuery(ask(readFigure, { metric }))} loading={<Loading kind="chart" />}>
      {(detail) => {
        const [chart] = chartsOf(detail)
        const more = (
          <Link to={figureLink(metric)}>{t('All of {figure}', { figure: inSentence(t(detail.title)) })}</Link>
        )
        return (
          <Stack gap="xs">
            {chart ? (
              <Chart {...chart} />
            ) : (
              <Section title={t(detail.title)}>
                <Empty title={t('Not enough data yet')}>
                  {detail.needs &&
                    t('Needs {count, number} more {what}.', { count: detail.needs.count, what: t(detail.needs.what) })}
                </Empty>
              </Section>
            )}
            {more}
          </Stack>
        )
      }}
    </Ready>
  )
}
