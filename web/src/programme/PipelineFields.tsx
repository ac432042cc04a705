import { dealStages, forecastCategories, type DealStage, type PipelineStage } from '@hansa/contract/pipeline'
import { IconTrash } from '@tabler/icons-react'
import { useEffect } from 'react'
import { Button, IconButton } from '../kit/Button.tsx'
import { optionsOf, SelectField } from '../kit/choices.tsx'
import { NumberField, SwitchField, TextField } from '../kit/fields.tsx'
import { useField } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Muted, Row, Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'

const at = 'rules.pipeline.stages'
const six = Object.keys(dealStages) as DealStage[]
const countsAs = optionsOf(Object.fromEntries(six.map((stage) => [stage, dealStages[stage].name])))

/** In the order of what they count as; stages that count alike stay as they stand. */
const inOrder = (stages: readonly PipelineStage[]) =>
  stages.toSorted((a, b) => six.indexOf(a.stage) - six.indexOf(b.stage))

/** The stages of the programme's pipeline, when a deal is idle, and whether closing needs a reason. */
export function PipelineFields() {
  const { value: stages = [], problem, set } = useField<PipelineStage[]>(at)
  // What counts as something else takes its place in the order; the rules refuse any other.
  const ordered = inOrder(stages)
  const isOrdered = stages.every((stage, i) => stage === ordered[i])
  useEffect(() => {
    if (!isOrdered) set(ordered)
  })
  const add = () => {
    let number = stages.length + 1
    while (stages.some(({ key }) => key === `stage_${number}`)) number++
    const added: PipelineStage = {
      key: `stage_${number}`,
      name: t('New stage'),
      stage: 'qualified',
      forecast: 'pipeline',
      probability: 25,
      exit: '',
    }
    set(inOrder([...stages, added]))
  }
  return (
    <>
      <Section
        title={t('Stages of the pipeline')}
        lead={t(
          'Each counts as one of six, by which figures and imports go on; a name can be worded anew at any time.',
        )}
      >
        <Stack>
          {problem !== undefined && <Muted>{problem}</Muted>}
          {stages.map(({ key, name }, i) => (
            <Columns key={key} min={170}>
              <TextField name={`${at}.${i}.name`} label={t('Stage {number}', { number: i + 1 })} />
              <SelectField name={`${at}.${i}.stage`} label={t('Counts as')} options={countsAs} />
              <SelectField
                name={`${at}.${i}.forecast`}
                label={t('Usual forecast')}
                options={optionsOf(forecastCategories)}
              />
              <NumberField name={`${at}.${i}.probability`} label={t('Usually won')} suffix="%" min={0} max={100} />
              <TextField name={`${at}.${i}.exit`} label={t('Leaves the stage when')} />
              <Row>
                <IconButton
                  small
                  icon={IconTrash}
                  label={t('Remove “{label}”', { label: name })}
                  onClick={() => set(stages.filter((_, other) => other !== i))}
                />
              </Row>
            </Columns>
          ))}
          <div>
            <Button small onClick={add}>
              {t('Add stage')}
            </Button>
          </div>
        </Stack>
      </Section>
      <Section title={t('Idle deals and closing')}>
        <Columns min={240}>
          <NumberField
            name="rules.pipeline.idleDays"
            label={t('Idle after')}
            hint={t('In one stage, without a next step ahead.')}
            suffix={t(' days')}
            min={1}
          />
          <SwitchField name="rules.pipeline.reasonNeeded.won" label={t('A win needs a reason')} />
          <SwitchField name="rules.pipeline.reasonNeeded.lost" label={t('A loss needs a reason')} />
        </Columns>
      </Section>
    </>
  )
}
