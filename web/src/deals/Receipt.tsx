import type { RegistrationReceipt } from '@hansa/contract/registrations'
import { registrationStates, rejectionReasons } from '@hansa/contract/registration-states'
import { registrationTransitions } from '@hansa/contract/registration-transitions'
import { DateTime } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { t } from '../kit/language.tsx'
import { Count } from '../kit/Numbers.tsx'

/** Where a registration stands: what happened, by which rule, why, and what comes next by itself. */
export function Receipt({ receipt }: { receipt: RegistrationReceipt }) {
  const { state, ruling, position, question, next, protectedFrom, protectedUntil, appealUntil } = receipt
  return (
    <Facts
      items={[
        { label: t('Where it stands'), value: t(registrationStates[state].meaning) },
        ...(question ? [{ label: t('You are asked'), value: question }] : []),
        ...(position ? [{ label: t('Place in the line for review'), value: <Count value={position} /> }] : []),
        ...(ruling
          ? [
              { label: t('Decision'), value: t(registrationTransitions[ruling.act].told) },
              ...(ruling.reason ? [{ label: t('Reason'), value: t(rejectionReasons[ruling.reason]) }] : []),
              ...(ruling.text ? [{ label: t('In words'), value: ruling.text }] : []),
              ...(ruling.rulesVersion
                ? [
                    {
                      label: t('By the rules'),
                      value:
                        t('Version {version}', { version: ruling.rulesVersion }) +
                        (ruling.rule ? ` · ${ruling.rule}` : ''),
                    },
                  ]
                : []),
            ]
          : []),
        ...(protectedFrom ? [{ label: t('Protected from'), value: <DateTime value={protectedFrom} /> }] : []),
        ...(protectedUntil ? [{ label: t('Protected until'), value: <DateTime value={protectedUntil} /> }] : []),
        ...(appealUntil ? [{ label: t('Appeal possible until'), value: <DateTime value={appealUntil} /> }] : []),
        ...(next
          ? [
              { label: t('Next by itself'), value: t(registrationTransitions[next.act].name) },
              { label: t('When'), value: <DateTime value={next.at} /> },
            ]
          : []),
      ]}
    />
  )
}
