import { questionKinds, type ProgrammeRules, type Question } from '@hansa/contract/programme'
import { partnerTypes } from '@hansa/contract/partners'
import { IconTrash } from '@tabler/icons-react'
import { Button, IconButton } from '../kit/Button.tsx'
import { MultiSelectField, optionsOf, SelectField, TagsField } from '../kit/choices.tsx'
import { NumberField, SwitchField, TextAreaField, TextField } from '../kit/fields.tsx'
import { useField } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Row, Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'

const at = 'rules.applicationForm'
type Documents = ProgrammeRules['applicationForm']['documents']

/** A name that none of them has: what an answer is kept under, also when its question is worded anew. */
const freeKey = (prefix: string, taken: readonly { key: string }[]): string => {
  for (let number = taken.length + 1; ; number++)
    if (!taken.some(({ key }) => key === `${prefix}_${number}`)) return `${prefix}_${number}`
}

/** The public form: introduction, what is asked, and which documents. */
export const FormFields = () => (
  <Section title={t('Application form')}>
    <Stack>
      <TextAreaField name={`${at}.introduction`} label={t('Introduction')} rows={4} />
      <MultiSelectField
        name={`${at}.types`}
        label={t('One may apply as')}
        hint={t('None: the form does not ask.')}
        options={optionsOf(partnerTypes)}
      />
      <Questions />
      <RequiredDocuments />
      <Columns min={200}>
        <NumberField
          name={`${at}.guard.workBits`}
          label={t('Puzzle for robots')}
          hint={t('Each one more doubles the browser’s work; 14 takes less than a second.')}
          min={0}
          max={22}
        />
        <NumberField
          name={`${at}.guard.minimumSeconds`}
          label={t('Shortest time to fill in')}
          suffix={t(' seconds')}
          min={0}
        />
        <NumberField name={`${at}.guard.perNetworkAndHour`} label={t('From one network in an hour')} min={1} />
      </Columns>
    </Stack>
  </Section>
)

function Questions() {
  const { value: questions = [], set } = useField<Question[]>(`${at}.questions`)
  const add = () =>
    set([
      ...questions,
      {
        key: freeKey('question', questions),
        kind: 'text',
        label: t('New question'),
        help: '',
        required: false,
        choices: [],
      },
    ])
  return (
    <Stack>
      {questions.map(({ key, kind, label }, i) => (
        <Columns key={key} min={180}>
          <TextField name={`${at}.questions.${i}.label`} label={t('Question {number}', { number: i + 1 })} />
          <SelectField name={`${at}.questions.${i}.kind`} label={t('Kind')} options={optionsOf(questionKinds)} />
          {(kind === 'choice' || kind === 'several') && (
            <TagsField name={`${at}.questions.${i}.choices`} label={t('Choices')} hint={t('Enter ends one.')} />
          )}
          <Row>
            <SwitchField name={`${at}.questions.${i}.required`} label={t('Needed')} />
            <IconButton
              small
              icon={IconTrash}
              label={t('Remove “{label}”', { label })}
              onClick={() => set(questions.filter((one) => one.key !== key))}
            />
          </Row>
        </Columns>
      ))}
      <div>
        <Button small onClick={add}>
          {t('Add question')}
        </Button>
      </div>
    </Stack>
  )
}

function RequiredDocuments() {
  const { value: documents = [], set } = useField<Documents>(`${at}.documents`)
  return (
    <Stack>
      {documents.map(({ key, label }, i) => (
        <Columns key={key} min={180}>
          <TextField name={`${at}.documents.${i}.label`} label={t('Document {number}', { number: i + 1 })} />
          <Row>
            <SwitchField name={`${at}.documents.${i}.required`} label={t('Needed')} />
            <IconButton
              small
              icon={IconTrash}
              label={t('Remove “{label}”', { label })}
              onClick={() => set(documents.filter((one) => one.key !== key))}
            />
          </Row>
        </Columns>
      ))}
      <div>
        <Button
          small
          onClick={() =>
            set([...documents, { key: freeKey('document', documents), label: t('New document'), required: true }])
          }
        >
          {t('Add document')}
        </Button>
      </div>
    </Stack>
  )
}
