import {
  likeness,
  readJourneySuggestions,
  type JourneySuggestions as Found,
  type PartnerSuggestion,
} from '@hansa/contract/journey-segments'
import { inviteParticipant, readDealTeam } from '@hansa/contract/deal-teams'
import { partnerTypes } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { SelectField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { countText, percentText } from '../kit/format.ts'
import { rich, t } from '../kit/language.tsx'
import { Muted, Stack } from '../kit/layout.tsx'
import { Link } from '../kit/Link.tsx'
import { Ready } from '../kit/Ready.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { told } from '../kit/toast.ts'
import { paths } from '../paths.ts'
import { journeyNames, RateText } from './journey-words.tsx'
import { roleOptions } from './TeamWords.tsx'

/** A button that opens the partners for the stage in which a deal's customer stands, by past results there. */
export function JourneySuggestions({ dealId }: { dealId: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button small onClick={() => setOpen(true)}>
        {t('Suggest partners')}
      </Button>
      <Dialog opened={open} title={t('Partners for this stage')} onClose={() => setOpen(false)} wide>
        {open && <Asked dealId={dealId} />}
      </Dialog>
    </>
  )
}

function Asked({ dealId }: { dealId: string }) {
  const query = useQuery(ask(readJourneySuggestions, { id: dealId }))
  return <Ready query={query}>{(found) => <Suggested found={found} />}</Ready>
}

function Suggested({ found }: { found: Found }) {
  const [chosen, setChosen] = useState<PartnerSuggestion>()
  const team = useQuery(ask(readDealTeam, { id: found.dealId })).data
  if (chosen)
    return <Invite dealId={found.dealId} stage={found.stage} partner={chosen} back={() => setChosen(undefined)} />
  return (
    <Stack>
      <Muted>
        {t('Stage “{stage}” for {days, number} days. Compared with {count, number} ended stays of {alike}.', {
          stage: journeyNames[found.stage],
          days: found.days,
          count: found.usual.of,
          alike: t(likeness[found.alike]),
        })}{' '}
        {rich('{rate} of them went on.', { rate: <RateText rate={found.usual} /> })}
      </Muted>
      {found.needs !== null ? (
        <p>
          {t('Not enough data yet, needs {count, number} more {what}', {
            count: found.needs.count,
            what: t(found.needs.what),
          })}
        </p>
      ) : found.items.length === 0 ? (
        <p>{t('No partner with enough results here does better than is usual.')}</p>
      ) : (
        <SimpleTable
          label={t('Suggested partners')}
          columns={[
            { key: 'partner', label: t('Partner') },
            { key: 'rate', label: t('Went on') },
            { key: 'why', label: t('Why') },
            { key: 'acts', label: t('Actions'), align: 'end' },
          ]}
          items={found.items.map((it) => ({
            partner: (
              <Stack gap="xs">
                <Link to={paths.partner(it.partnerId)}>{it.partnerName}</Link>
                <Muted small>{it.types.map((type) => t(partnerTypes[type])).join(', ')}</Muted>
              </Stack>
            ),
            rate: (
              <Stack gap="xs">
                <span>{percentText(it.rate.value, undefined, 0)}</span>
                <Muted small>
                  {t('{low} to {high}', {
                    low: percentText(it.rate.low, undefined, 0),
                    high: percentText(it.rate.high, undefined, 0),
                  })}
                </Muted>
              </Stack>
            ),
            why: <Reasons it={it} />,
            acts: (
              <Button small may={team?.may['invite']} onClick={() => setChosen(it)}>
                {t('Invite')}
              </Button>
            ),
          }))}
        />
      )}
      <LeftOut found={found} />
    </Stack>
  )
}

const Reasons = ({ it }: { it: PartnerSuggestion }) => (
  <Stack gap="xs">
    <span>
      {t('{on} of {all} stays that it touched went on', { on: countText(it.wentOn), all: countText(it.stays) })}
    </span>
    <Muted small>
      {[
        it.same.customer > 0 && t('{count, number} with this customer', { count: it.same.customer }),
        it.same.country > 0 && t('{count, number} in its country', { count: it.same.country }),
        it.same.industry > 0 && t('{count, number} in its industry', { count: it.same.industry }),
        it.same.product > 0 && t('{count, number} with its product', { count: it.same.product }),
      ]
        .filter((why) => why !== false)
        .join(', ')}
    </Muted>
    <Muted small>
      {it.territory === 'own' ? t('The country is in its territory') : t('Has been with customers in the country')}
      {it.certified === true && `, ${t('certified')}`}
    </Muted>
  </Stack>
)

function LeftOut({ found: { leftOut, certification } }: { found: Found }) {
  const all = [
    leftOut.inactive > 0 && t('{count, number} not active', { count: leftOut.inactive }),
    leftOut.territory > 0 && t('{count, number} of another territory', { count: leftOut.territory }),
    leftOut.certification > 0 &&
      t('{count, number} without “{certification}”', { count: leftOut.certification, certification }),
    leftOut.inTeam > 0 && t('{count, number} in the team already', { count: leftOut.inTeam }),
  ].filter((why) => why !== false)
  return (
    <Muted small>
      {t('Rates are drawn towards the mean of all partners where there are few stays: docs/methods/shrunk-rates.md.')}
      {all.length > 0 && ` ${t('Left out: {why}.', { why: all.join(', ') })}`}
    </Muted>
  )
}

function Invite({
  dealId,
  stage,
  partner,
  back,
}: {
  dealId: string
  stage: Found['stage']
  partner: PartnerSuggestion
  back: () => void
}) {
  const send = useSend(inviteParticipant)
  return (
    <Form
      schema={inviteParticipant.input}
      fixed={{ id: dealId, partnerId: partner.partnerId }}
      send={send.mutateAsync}
      guard={false}
      onSent={() => {
        told(t('Invited'))
        back()
      }}
    >
      <p>
        {t('{partner} is asked by mail to join the team, for the stage “{stage}”.', {
          partner: partner.partnerName,
          stage: journeyNames[stage],
        })}
      </p>
      <SelectField name="role" label={t('Role')} options={roleOptions} />
      <TextAreaField name="evidence" label={t('Evidence')} rows={3} hint={t('The partner reads it.')} />
      <SubmitBar label={t('Invite')} onCancel={back} />
    </Form>
  )
}
