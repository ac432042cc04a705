import { dealStages, type DealRecord } from '@hansa/contract/deals'
import { closeReasons, forecastCategories } from '@hansa/contract/pipeline'
import { DateText } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { t } from '../kit/language.tsx'
import { Percent } from '../kit/Numbers.tsx'
import { Section } from '../kit/Page.tsx'
import { Tag } from '../kit/Tag.tsx'
import { marksOf, usePipeline } from './pipeline.ts'
import { today } from './words.ts'

/** What comes next and how far the deal is counted on; of a closed one, why it was closed. */
export function DealOutlook({ deal }: { deal: DealRecord }) {
  const pipeline = usePipeline(deal.programmeId)
  if (dealStages[deal.stage].closed) return <Closed deal={deal} />
  const stage = pipeline?.columns.find(({ key }) => key === deal.pipelineStage)
  const marks = pipeline ? marksOf(deal, today(), pipeline.idleDays) : []
  return (
    <Section title={t('Outlook')}>
      <Facts
        items={[
          { label: t('Next step'), value: deal.nextStep },
          { label: t('Next step due'), value: deal.nextStepOn && <DateText value={deal.nextStepOn} /> },
          {
            label: t('Forecast'),
            value: deal.forecast
              ? t(forecastCategories[deal.forecastCategory])
              : t('{category}, by its stage', { category: t(forecastCategories[deal.forecastCategory]) }),
          },
          ...(stage ? [{ label: t('Usually won from here'), value: <Percent value={stage.probability / 100} /> }] : []),
          ...(stage?.exit ? [{ label: t('Leaves the stage when'), value: stage.exit }] : []),
          ...(marks.includes('overdue')
            ? [{ label: t('Overdue'), value: <Tag tone="red">{t('A day has passed')}</Tag> }]
            : []),
          ...(marks.includes('idle')
            ? [
                {
                  label: t('No move for'),
                  value: (
                    <Tag tone="amber">
                      {t('{count, number} days', {
                        count: pipeline!.idleDays,
                        defaultValue_one: '{count, number} day',
                      })}
                    </Tag>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

const Closed = ({ deal }: { deal: DealRecord }) => (
  <Section title={deal.stage === 'won' ? t('Won') : t('Lost')}>
    <Facts
      items={[
        { label: t('Because'), value: deal.closeReason && t(closeReasons[deal.closeReason].name) },
        { label: t('In words'), value: deal.closeNote },
        { label: t('Competitor'), value: deal.competitor },
      ]}
    />
  </Section>
)
