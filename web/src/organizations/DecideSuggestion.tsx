import { decideSuggestion, type OpenSuggestion } from '@hansa/contract/company'
import { useState } from 'react'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { RecordPicker } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextAreaField } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row } from '../kit/layout.tsx'
import { refused, told } from '../kit/toast.ts'
import { findOrganizations } from './fields.tsx'

/** Approves what a partner suggests, at once where nothing is left to say, or refuses it with the reason. */
export function DecideSuggestion({ suggestion }: { suggestion: OpenSuggestion }) {
  const [asking, setAsking] = useState<'relate' | 'refuse'>()
  const send = useSend(decideSuggestion)
  const { id, version, relationship, meant } = suggestion
  const close = () => setAsking(undefined)
  const approved = () => {
    told(t('Suggestion approved'))
    close()
  }
  return (
    <Row gap="xs">
      <Button
        small
        may={suggestion.may['decide']}
        busy={send.isPending}
        onClick={() =>
          relationship
            ? setAsking('relate')
            : send.mutate({ id, version, outcome: 'approved' }, { onSuccess: approved, onError: refused })
        }
      >
        {t('Approve')}
      </Button>
      <Button small kind="quiet" may={suggestion.may['decide']} onClick={() => setAsking('refuse')}>
        {t('Refuse')}
      </Button>
      <Dialog opened={asking === 'refuse'} title={t('Refuse this suggestion?')} onClose={close}>
        <Form
          schema={decideSuggestion.input.required({ reason: true })}
          fixed={{ id, version, outcome: 'refused' }}
          send={send.mutateAsync}
          guard={false}
          onSent={() => {
            told(t('Suggestion refused'))
            close()
          }}
        >
          <TextAreaField name="reason" label={t('Reason')} rows={2} hint={t('The partner reads it.')} />
          <SubmitBar danger label={t('Refuse')} onCancel={close} />
        </Form>
      </Dialog>
      {relationship && (
        <Dialog opened={asking === 'relate'} title={t('Which company is meant?')} onClose={close}>
          <Form
            schema={decideSuggestion.input}
            initial={{ organizationId: meant?.id }}
            fixed={{ id, version, outcome: 'approved' }}
            send={({ organizationId, ...rest }) =>
              send.mutateAsync({ ...rest, ...(organizationId && { organizationId }) })
            }
            guard={false}
            onSent={approved}
          >
            <Muted>{[relationship.name, relationship.website].filter(Boolean).join(' · ')}</Muted>
            <RecordPicker
              name="organizationId"
              label={t('Organization')}
              hint={t('Leave it empty to add {name} as a new one.', { name: relationship.name })}
              find={findOrganizations}
              chosen={meant ? { value: meant.id, label: meant.name } : undefined}
            />
            <Muted small>{t('Once approved, partners on both sides see the relationship by name.')}</Muted>
            <SubmitBar label={t('Approve')} onCancel={close} />
          </Form>
        </Dialog>
      )}
    </Row>
  )
}
