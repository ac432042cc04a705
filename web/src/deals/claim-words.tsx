import { claimOutcomes, type ClaimBatch, type ClaimOutcome } from '@hansa/contract/claim-batches'
import { t } from '../kit/language.tsx'
import { Tag } from '../kit/Tag.tsx'
import type { Tone } from '../kit/tokens.ts'

const states: Record<ClaimBatch['state'], { name: string; tone: Tone }> = {
  checking: { name: t('Being tried'), tone: 'blue' },
  checked: { name: t('Tried, not sent'), tone: 'amber' },
  sending: { name: t('Being sent'), tone: 'blue' },
  sent: { name: t('Sent'), tone: 'green' },
  failed: { name: t('Stopped'), tone: 'red' },
}
export const BatchTag = ({ state, dot = false }: { state: ClaimBatch['state']; dot?: boolean }) => (
  <Tag dot={dot} tone={states[state].tone}>
    {states[state].name}
  </Tag>
)

const tones: Record<ClaimOutcome, Tone> = { send: 'green', draft: 'amber', same: 'grey', refuse: 'red' }
export const outcomeText = (outcome: ClaimOutcome, after: boolean) =>
  t(claimOutcomes[outcome][after ? 'after' : 'before'])
export const OutcomeTag = ({ outcome, after }: { outcome: ClaimOutcome; after: boolean }) => (
  <Tag dot tone={tones[outcome]}>
    {outcomeText(outcome, after)}
  </Tag>
)
