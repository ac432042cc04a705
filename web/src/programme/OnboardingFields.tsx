import { partnerTypes } from '@hansa/contract/partners'
import type { ProgrammeRules } from '@hansa/contract/programme'
import { taskOwners } from '@hansa/contract/tasks'
import { IconTrash } from '@tabler/icons-react'
import { Button, IconButton } from '../kit/Button.tsx'
import { MultiSelectField, optionsOf, SelectField } from '../kit/choices.tsx'
import { NumberField, SwitchField, TextField } from '../kit/fields.tsx'
import { useField } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Row, Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'

type Plan = ProgrammeRules['onboarding']['plans'][number]
const at = 'rules.onboarding.plans'

/** The first steps of new partners, plan by plan, and the days around leaving. */
export function OnboardingFields() {
  const { value: plans = [], set } = useField<Plan[]>(at)
  return (
    <Section title={t('Onboarding and leaving')}>
      <Stack>
        {plans.map((plan, i) => (
          <Stack key={i}>
            <Columns min={260}>
              <TextField name={`${at}.${i}.name`} label={t('Plan {number}', { number: i + 1 })} />
              <MultiSelectField
                name={`${at}.${i}.types`}
                label={t('For')}
                hint={t('None: for all.')}
                options={optionsOf(partnerTypes)}
              />
            </Columns>
            <Steps index={i} />
            <div>
              <Button small kind="quiet" onClick={() => set(plans.filter((_, other) => other !== i))}>
                {t('Remove plan “{name}”', { name: plan.name })}
              </Button>
            </div>
          </Stack>
        ))}
        <div>
          <Button small onClick={() => set([...plans, { name: t('New plan'), types: [], steps: [] }])}>
            {t('Add plan')}
          </Button>
        </div>
        <Columns min={260}>
          <NumberField
            name="rules.offBoarding.graceDays"
            label={t('Days of grace after off-boarding')}
            hint={t('So long it can be taken back.')}
            min={0}
          />
          <NumberField name="rules.offBoarding.runOffDays" label={t('Days in which earnings are still paid')} min={0} />
        </Columns>
      </Stack>
    </Section>
  )
}

function Steps({ index }: { index: number }) {
  const name = `${at}.${index}.steps`
  const { value: steps = [], set } = useField<Plan['steps']>(name)
  const add = () => {
    let number = steps.length + 1
    while (steps.some(({ key }) => key === `step_${number}`)) number++
    set([
      ...steps,
      {
        key: `step_${number}`,
        title: t('New step'),
        help: '',
        owner: 'vendor',
        afterDays: 14,
        after: [],
        evidence: false,
      },
    ])
  }
  // A step that others wait for goes together with their waiting.
  const remove = (gone: string) =>
    set(
      steps
        .filter(({ key }) => key !== gone)
        .map((step) => ({ ...step, after: step.after.filter((key) => key !== gone) })),
    )
  return (
    <Stack>
      {steps.map(({ key, title }, i) => (
        <Columns key={key} min={150}>
          <TextField name={`${name}.${i}.title`} label={t('Step {number}', { number: i + 1 })} />
          <SelectField name={`${name}.${i}.owner`} label={t('Who')} options={optionsOf(taskOwners)} />
          <NumberField name={`${name}.${i}.afterDays`} label={t('Due after')} suffix={t(' days')} min={0} />
          {i > 0 && (
            <MultiSelectField
              name={`${name}.${i}.after`}
              label={t('Waits for')}
              options={steps.slice(0, i).map((step) => ({ value: step.key, label: step.title }))}
            />
          )}
          <Row>
            <SwitchField name={`${name}.${i}.evidence`} label={t('Evidence')} />
            <IconButton
              small
              icon={IconTrash}
              label={t('Remove “{label}”', { label: title })}
              onClick={() => remove(key)}
            />
          </Row>
        </Columns>
      ))}
      <div>
        <Button small onClick={add}>
          {t('Add step')}
        </Button>
      </div>
    </Stack>
  )
}
