import { applicantFacts, checks, consequences } from '@hansa/contract/programme'
import { MultiSelectField, optionsOf, SelectField, TagsField } from '../kit/choices.tsx'
import { NumberField, SwitchField } from '../kit/fields.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { findingText } from './words.ts'

const at = 'rules.vetting'
const options = optionsOf(consequences)
const facts = applicantFacts.map((fact) => ({
  value: fact,
  label: findingText({ check: 'missing_data', values: [fact] }),
}))

/** What each check of vetting leads to, what it looks at, and what the rules carry out themselves. */
export const VettingFields = () => (
  <Section title={t('Vetting')}>
    <Stack>
      <Columns min={220}>
        {Object.entries(checks).map(([check, label]) => (
          <SelectField key={check} name={`${at}.checks.${check}`} label={t(label)} options={options} />
        ))}
      </Columns>
      <Columns min={260}>
        <TagsField name={`${at}.territories`} label={t('Countries')} hint={t('Codes such as DE. None: everywhere.')} />
        <TagsField name={`${at}.competitorDomains`} label={t('Domains of competitors')} hint={t('Such as rival.com')} />
        <MultiSelectField name={`${at}.wanted`} label={t('An application should say')} options={facts} />
        <NumberField
          name={`${at}.sanctionsSimilarity`}
          label={t('Likeness to a listed name')}
          hint={t('From here on, 0.5 to 1, the check finds it.')}
          min={0.5}
          max={1}
          decimals={2}
        />
      </Columns>
      <SwitchField
        name={`${at}.approveBySelf`}
        label={t('Approve by itself')}
        hint={t('Where no check refers or rejects. Never what was reopened.')}
      />
      <SwitchField
        name={`${at}.rejectBySelf`}
        label={t('Reject by itself')}
        hint={t('Where a check rejects. Never where the sanctions list has a part in it.')}
      />
    </Stack>
  </Section>
)
