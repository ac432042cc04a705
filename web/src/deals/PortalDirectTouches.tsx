import { answerDirectTouch, listOwnDirectTouches, touchAnswers } from '@hansa/contract/direct-touches'
import { useList } from '../api.ts'
import { optionsOf, SelectField } from '../kit/choices.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { TextAreaField } from '../kit/fields.tsx'
import { rich, t } from '../kit/language.tsx'
import { Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Act } from './Act.tsx'
import { Settled } from './DirectTouches.tsx'

const answers = optionsOf(touchAnswers)

/** On which days the vendor dealt with a customer that the partner is protected with. Nothing where it did not. */
export function PortalDirectTouches({ registrationId }: { registrationId: string }) {
  const { items } = useList(listOwnDirectTouches, { registrationId, limit: 200 })
  if (items.length === 0) return null
  return (
    <Section
      title={t('The vendor dealt with your customer')}
      lead={t('You are protected with this customer. The vendor has to settle with you what it does there itself.')}
      boxed
    >
      <SimpleTable
        label={t('The vendor dealt with your customer')}
        columns={[
          { key: 'on', label: t('When') },
          { key: 'settled', label: t('Settled') },
          { key: 'act', label: t('To do'), align: 'end' },
        ]}
        items={items.map((it) => ({
          on: rich('On {day}', { day: <DateText value={it.happenedOn} /> }),
          settled: <Settled it={it} />,
          act: it.settledAs && !it.answer && (
            <Act
              endpoint={answerDirectTouch}
              record={it}
              label={t('Answer')}
              done={t('Answered')}
              may={it.may['answer']}
            >
              <Stack>
                <SelectField name="answer" label={t('Is it so?')} options={answers} />
                <TextAreaField name="text" label={t('In words')} rows={3} hint={t('Needed where you dispute it.')} />
              </Stack>
            </Act>
          ),
        }))}
      />
    </Section>
  )
}
