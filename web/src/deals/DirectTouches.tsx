import {
  listDirectTouches,
  settleDirectTouch,
  touchAnswers,
  touchKinds,
  touchSettlements,
  type DirectTouch,
} from '@hansa/contract/direct-touches'
import { useList } from '../api.ts'
import { optionsOf, SelectField } from '../kit/choices.tsx'
import { DateText } from '../kit/DateTime.tsx'
import { TextAreaField } from '../kit/fields.tsx'
import { rich, t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Section } from '../kit/Page.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Tag } from '../kit/Tag.tsx'
import { paths } from '../paths.ts'
import { Act } from './Act.tsx'

const settlements = optionsOf(touchSettlements)

/**
 * The vendor's own dealings with a customer that a partner is protected with, and the act to settle each. Nothing where
 * there are none.
 */
export function DirectTouches({ of }: { of: { registrationId: string } | { dealId: string } }) {
  const { items } = useList(listDirectTouches, { ...of, limit: 200 })
  if (items.length === 0) return null
  const ofDeal = 'dealId' in of
  return (
    <Section
      title={t('Direct touches')}
      lead={
        ofDeal
          ? t('A partner is protected with this customer, and this deal went on without it.')
          : t('The partner is protected with this customer, and we dealt with it without the partner.')
      }
      boxed
    >
      <SimpleTable
        label={t('Direct touches')}
        columns={[
          { key: 'on', label: t('When') },
          { key: 'what', label: t('What happened') },
          { key: 'settled', label: t('Settled') },
          { key: 'act', label: t('To do'), align: 'end' },
        ]}
        items={items.map((it) => ({
          on: <DateText value={it.happenedOn} />,
          what: <What it={it} ofDeal={ofDeal} />,
          settled: <Settled it={it} />,
          act: it.answer !== 'confirmed' && <Settle it={it} />,
        }))}
      />
    </Section>
  )
}

const What = ({ it, ofDeal }: { it: DirectTouch; ofDeal: boolean }) => (
  <Stack gap="xs">
    <span>{t(touchKinds[it.kind])}</span>
    {ofDeal ? (
      <Muted small>
        {rich('Protected: {partner}, by {registration}', {
          partner: it.partnerName,
          registration: <Link to={paths.registration(it.registrationId)}>{t('its registration')}</Link>,
        })}
      </Muted>
    ) : (
      it.dealId && <Link to={paths.deal(it.dealId)}>{it.dealName ?? t('Deal')}</Link>
    )}
  </Stack>
)

/** How it was settled and what the partner says; whether it still weighs on the score. */
export const Settled = ({
  it,
}: {
  it: Pick<DirectTouch, 'settledAs' | 'settledText' | 'answer' | 'answerText' | 'counts'>
}) => (
  <Stack gap="xs">
    <span>
      {it.settledAs ? t(touchSettlements[it.settledAs]) : t('Not yet')}{' '}
      {it.counts ? (
        <Tag tone="red">{t('Weighs on the score')}</Tag>
      ) : (
        <Tag tone="green">{t('Does not weigh on the score')}</Tag>
      )}
    </span>
    {it.settledText && <Muted small>{it.settledText}</Muted>}
    {it.answer && (
      <Muted small>
        {t(touchAnswers[it.answer])}
        {it.answerText && `: ${it.answerText}`}
      </Muted>
    )}
  </Stack>
)

const Settle = ({ it }: { it: DirectTouch }) => (
  <Act
    endpoint={settleDirectTouch}
    record={it}
    label={t('Settle')}
    done={t('Settled: the partner is told')}
    may={it.may['settle']}
  >
    <SelectField
      name="as"
      label={t('How')}
      options={settlements}
      hint={t('It stops weighing once the partner is in the deal, or confirms that it was agreed.')}
    />
    <TextAreaField name="text" label={t('In words')} rows={3} hint={t('The partner reads it.')} />
  </Act>
)
