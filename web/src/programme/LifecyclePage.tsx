import { listStageRows, readLifecycle, stageOutcomes, type StageFigures } from '@hansa/contract/lifecycle'
import { partnerStages, type PartnerStage } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { ask, call } from '../api.ts'
import { Chart } from '../kit/Chart.tsx'
import { DateText } from '../kit/DateTime.tsx'
import type { Explanation } from '../kit/Explain.tsx'
import { FilterBar, type Filter } from '../kit/FilterBar.tsx'
import { countText, percentText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Count } from '../kit/Numbers.tsx'
import { Page, Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { Empty } from '../kit/State.tsx'
import { Stat, Stats } from '../kit/Stat.tsx'
import { valueOf } from '../kit/query.ts'
import { useUrl } from '../kit/useUrl.ts'
import { paths } from '../paths.ts'

const nameOf = (stage: PartnerStage): string => t(partnerStages[stage].name)
const daysText = (days: number): string => t('{count, number} days', { count: days, defaultValue_one: '{count} day' })
const filters: Filter[] = [{ kind: 'dates', name: 'from', label: t('Entered'), from: 'from', until: 'until' }]

/** The way of partnerships through their stages: how many stood at each, how many went on, and how long it took. */
export function LifecyclePage() {
  const { query, ...url } = useUrl()
  const [from, until] = [valueOf(query, 'from'), valueOf(query, 'until')]
  const within = { ...(from && { from }), ...(until && { until }) }
  return (
    <Page
      title={t('Lifecycle')}
      lead={t('From the dated history of every partnership. Each figure opens to its rows.')}
      crumbs={[{ label: t('Partners'), to: paths.partners() }]}
    >
      <FilterBar url={{ query, ...url }} filters={filters} />
      <Ready query={useQuery(ask(readLifecycle, within))}>
        {({ stages }) => {
          const used = stages.filter((one) => one.entered > 0)
          return used.length === 0 ? (
            <Empty title={t('No stage was entered in this time')}>{t('Take the filter off, or add partners.')}</Empty>
          ) : (
            <Stack gap="lg">
              <Chart
                kind="bars"
                title={t('Partnerships that stood at each stage')}
                items={stages.map((one) => ({ label: nameOf(one.stage), value: one.entered }))}
              />
              {used.map((one) => (
                <Stage key={one.stage} one={one} within={within} />
              ))}
            </Stack>
          )
        }}
      </Ready>
    </Page>
  )
}

interface Within {
  readonly from?: string
  readonly until?: string
}

const Stage = ({ one, within }: { one: StageFigures; within: Within }) => (
  <Section title={nameOf(one.stage)}>
    <Stats>
      <Stat label={t('Entered')} value={<Count value={one.entered} />} explain={() => explained(one, within)} />
      <Stat
        label={t('Went on')}
        value={<Count value={one.wentOn} />}
        interval={percentText(one.wentOn / one.entered)}
        explain={() => explained(one, within, 'went_on')}
      />
      <Stat
        label={t('Off-boarded')}
        value={<Count value={one.left} />}
        explain={() => explained(one, within, 'left')}
      />
      <Stat
        label={t('Still there')}
        value={<Count value={one.here} />}
        explain={() => explained(one, within, 'here')}
      />
      <Stat
        label={t('Time in the stage, median')}
        value={
          one.median === null ? (one.needs > 0 ? null : t('More than half are still there')) : daysText(one.median)
        }
        needs={one.needs}
        needsWhat={t('that left it')}
        {...(one.low !== null && {
          interval:
            one.high === null
              ? t('95%: {low} or more', { low: daysText(one.low) })
              : t('95%: {low} to {high}', { low: countText(one.low), high: daysText(one.high) }),
        })}
        explain={() => explained(one, within)}
      />
    </Stats>
  </Section>
)

const definitions = {
  all: t('Partnerships that stood at this stage, each counted once.'),
  went_on: t('Of those that stood at this stage, the ones that moved to a later stage of the way in right after it.'),
  left: t('Of those that stood at this stage, the ones that were off-boarded right after it.'),
  here: t('Those that stand at this stage today.'),
  back: t('Those that went back to an earlier stage.'),
}

async function explained(
  one: StageFigures,
  within: Within,
  outcome?: keyof typeof stageOutcomes,
): Promise<Explanation> {
  const { items, total } = await call(listStageRows, {
    stage: one.stage,
    ...within,
    ...(outcome && { outcome }),
  })
  return {
    title: nameOf(one.stage),
    definition: definitions[outcome ?? 'all'],
    formula: t('Time in the stage: median by Kaplan and Meier over all stays; those that last count as unfinished'),
    inputs: [
      { label: t('Stays'), value: <Count value={total} /> },
      { label: t('Entered'), value: <Count value={one.entered} /> },
      { label: t('Median'), value: one.median === null ? t('Not reached') : daysText(one.median) },
    ],
    rows: {
      columns: [
        { key: 'name', label: t('Partner') },
        { key: 'from', label: t('From') },
        { key: 'days', label: t('Days'), align: 'end' },
        { key: 'outcome', label: t('Then') },
      ],
      items: items.map((row) => ({
        name: <Link to={paths.partner(row.organizationId, 'history')}>{row.name}</Link>,
        from: <DateText value={row.from} />,
        days: <Count value={row.days} />,
        outcome: row.next ? `${t(stageOutcomes[row.outcome])}: ${nameOf(row.next)}` : t(stageOutcomes[row.outcome]),
      })),
    },
    notes: [
      ...(total > items.length ? [t('The newest {count, number} are shown.', { count: items.length })] : []),
      t('A stay that ends by a correction of the history counts as it was corrected.'),
    ],
  }
}
