import { listRecipients, type Recipient } from '@hansa/contract/messages'
import { listPartners } from '@hansa/contract/partners'
import { useQuery } from '@tanstack/react-query'
import { ask, call } from '../api.ts'
import { MultiSelectField } from '../kit/choices.tsx'
import { useFormState } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'

const asOption = ({ id, name, side, hasLogin }: Recipient) => ({
  value: id,
  label:
    side === 'vendor'
      ? t('{name} (our own people)', { name })
      : hasLogin
        ? name
        : t('{name} (contact, answers by link)', { name }),
})

const usePeople = (partnerId: string | null) =>
  useQuery(ask(listRecipients, partnerId ? { partnerId } : {})).data?.items ?? []

/** Who is called in: they follow the thread from now on. Of an internal note, own people alone. */
export function Mention({ partnerId }: { partnerId: string | null }) {
  const internal = useFormState().value('internal') === true
  const people = usePeople(partnerId).filter((one) => !internal || one.side === 'vendor')
  return (
    <MultiSelectField
      name="mentions"
      label={t('Call in')}
      hint={t('They get this by mail, and follow the thread from now on.')}
      options={people.map(asOption)}
    />
  )
}

/** Whom a new thread goes to, of the partner that the form names. */
export function Recipients({ partnerId }: { partnerId?: string }) {
  const chosen = useFormState().value('partnerId') as string | undefined
  const people = usePeople(partnerId ?? chosen ?? null)
  return (
    <MultiSelectField
      name="to"
      label={t('To')}
      hint={t('If you choose nobody, the partner’s administrators get it.')}
      options={people.map(asOption)}
    />
  )
}

/** Partners by what was typed, for a picker. */
export const findPartner = async (q: string) =>
  (await call(listPartners, { ...(q && { q }), limit: 10 })).items.map((partner) => ({
    value: partner.organizationId,
    label: partner.name,
  }))
