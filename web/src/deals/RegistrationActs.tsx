import {
  approveRegistration,
  askRegistration,
  extendRegistration,
  overturnRegistration,
  refuseRegistrationExtension,
  reinstateRegistration,
  rejectRegistration,
  revokeRegistration,
  upholdRegistration,
  type RegistrationRecord,
} from '@hansa/contract/registrations'
import { duplicateReasons, isProtected } from '@hansa/contract/registration-states'
import { SelectField } from '../kit/choices.tsx'
import { TextAreaField } from '../kit/fields.tsx'
import { KeysDialog } from '../kit/KeysDialog.tsx'
import { t } from '../kit/language.tsx'
import { Act } from './Act.tsx'
import { reasonOptions } from './review-words.tsx'
import { ReadyFiles } from './RegistrationFiles.tsx'

const isTaken = ({ value }: { value: string }) => (duplicateReasons as readonly string[]).includes(value)
const taken = reasonOptions.filter(isTaken)
const refusals = reasonOptions.filter((option) => !isTaken(option))

const keys = [
  ['J', t('The next claim that waits')],
  ['K', t('The one before')],
  ['A', t('Approve')],
  ['R', t('Refuse the claim, or the extension')],
  ['D', t('Already registered')],
  ['I', t('Ask for information')],
  ['O', t('Overturn the decision')],
  ['U', t('Uphold the decision')],
  ['E', t('Grant the extension')],
  ['?', t('These keys')],
] as const

/** What can be decided, each by a button and by one key. */
export function RegistrationActs({ it }: { it: RegistrationRecord }) {
  const may =
    it.may['review'] === true ? it.may : Object.fromEntries(Object.keys(it.may).map((act) => [act, it.may['review']]))
  const allowed = (act: string) => may[act] ?? it.may['review']
  const words = <TextAreaField name="text" label={t('In words')} rows={3} hint={t('The partner reads it.')} />
  const choice = (
    <TextAreaField
      name="customerChoice"
      label={t('The customer’s written choice')}
      rows={2}
      hint={t('Only if there is one: what it says and where it is kept. It ends other protection.')}
    />
  )
  return (
    <>
      <KeysDialog keys={keys} />
      {it.state === 'in_review' && (
        <>
          <Act
            endpoint={askRegistration}
            record={it}
            label={t('Ask for information')}
            done={t('The partner is asked')}
            may={allowed('request_information')}
            hotkey="i"
          >
            <TextAreaField name="question" label={t('Your question')} rows={3} />
          </Act>
          <Act
            endpoint={rejectRegistration}
            record={it}
            label={t('Refuse')}
            done={t('Refused')}
            may={allowed('reject')}
            hotkey="r"
            danger
          >
            <SelectField name="reason" label={t('Reason')} options={refusals} />
            {words}
          </Act>
          <Act
            endpoint={rejectRegistration}
            record={it}
            label={t('Already registered')}
            done={t('Found a duplicate')}
            may={allowed('find_duplicate')}
            hotkey="d"
            danger
          >
            <SelectField name="reason" label={t('Reason')} options={taken} />
            {words}
          </Act>
          <Act
            endpoint={approveRegistration}
            record={it}
            label={t('Approve')}
            done={t('Approved')}
            may={allowed('approve')}
            hotkey="a"
            kind="primary"
          >
            {words}
            {choice}
            <ReadyFiles door="vendor" id={it.id} label={t('Its document')} />
          </Act>
        </>
      )}
      {it.state === 'in_appeal' && (
        <>
          <Act
            endpoint={upholdRegistration}
            record={it}
            label={t('Uphold')}
            done={t('Upheld')}
            may={allowed('uphold')}
            hotkey="u"
            danger
          >
            {words}
          </Act>
          <Act
            endpoint={overturnRegistration}
            record={it}
            label={t('Overturn')}
            done={t('Overturned')}
            may={allowed('overturn')}
            hotkey="o"
            kind="primary"
          >
            {words}
            {choice}
          </Act>
        </>
      )}
      {it.state === 'extension_requested' && (
        <>
          <Act
            endpoint={refuseRegistrationExtension}
            record={it}
            label={t('Refuse the extension')}
            done={t('Refused')}
            may={allowed('refuse_extension')}
            hotkey="r"
            danger
          >
            {words}
          </Act>
          <Act
            endpoint={extendRegistration}
            record={it}
            label={t('Grant the extension')}
            done={t('Extended')}
            may={allowed('extend')}
            hotkey="e"
            kind="primary"
          />
        </>
      )}
      {it.state === 'expired' && (
        <Act
          endpoint={reinstateRegistration}
          record={it}
          label={t('Reinstate')}
          done={t('Protected again')}
          may={allowed('reinstate')}
        />
      )}
      {isProtected(it.state) && (
        <Act
          endpoint={revokeRegistration}
          record={it}
          label={t('Revoke')}
          done={t('Revoked')}
          may={allowed('revoke')}
          danger
        >
          {words}
        </Act>
      )}
    </>
  )
}
