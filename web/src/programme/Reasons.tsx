import { rejectionReasons, type ApplicationDetail, type Vetting } from '@hansa/contract/applications'
import { consequences } from '@hansa/contract/programme'
import { DateTime } from '../kit/DateTime.tsx'
import { Facts } from '../kit/Facts.tsx'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { Empty } from '../kit/State.tsx'
import { Tag } from '../kit/Tag.tsx'
import { checkText, findingText, proposals, proposalTones } from './words.ts'

const tones = { note: 'grey', refer: 'amber', reject: 'red' } as const

/** Why vetting proposes what it does: each check that found something, what it saw, and by which rules. */
export function Reasons({ it }: { it: ApplicationDetail }) {
  const [last] = it.vettings
  return (
    <Section title={t('What vetting found')} boxed>
      <Stack>
        {last ? (
          <Found vetting={last} />
        ) : (
          <Empty title={t('Vetting is on its way')}>{t('It takes a few seconds.')}</Empty>
        )}
        {it.vettings.length > 1 && (
          <Muted small>
            {t('Vetted {count, number} times; before: {list}', {
              count: it.vettings.length,
              list: earlier(it.vettings.slice(1)),
            })}
          </Muted>
        )}
        {it.decidedAt && (
          <Facts
            items={[
              { label: t('Decided'), value: <DateTime value={it.decidedAt} /> },
              { label: t('By'), value: it.decidedBy ?? t('The rules') },
              ...(it.reason ? [{ label: t('Reason'), value: t(rejectionReasons[it.reason].name) }] : []),
              ...(it.note ? [{ label: t('Written to the applicant'), value: it.note }] : []),
            ]}
          />
        )}
      </Stack>
    </Section>
  )
}

const earlier = (vettings: readonly Vetting[]): string => vettings.map((one) => proposals[one.proposal]).join(', ')

const Found = ({ vetting }: { vetting: Vetting }) => (
  <Stack>
    <Row>
      <Tag tone={proposalTones[vetting.proposal]}>{t('Proposal: {what}', { what: proposals[vetting.proposal] })}</Tag>
      <Muted small>
        {vetting.sanctionsVersion === null
          ? t('By version {version} of the rules; no sanctions list is there', {
              version: String(vetting.rulesVersion),
            })
          : t('By version {version} of the rules and {list} of the sanctions list', {
              version: String(vetting.rulesVersion),
              list: String(vetting.sanctionsVersion),
            })}
      </Muted>
    </Row>
    {vetting.findings.length === 0 ? (
      <p>{t('No check found anything.')}</p>
    ) : (
      <SimpleTable
        label={t('Findings')}
        columns={[
          { key: 'check', label: t('Check') },
          { key: 'saw', label: t('What it saw') },
          { key: 'so', label: t('So') },
        ]}
        items={vetting.findings.map((finding) => ({
          check: checkText(finding.check),
          saw: findingText(finding),
          so: (
            <Tag dot tone={tones[finding.consequence]}>
              {t(consequences[finding.consequence])}
            </Tag>
          ),
        }))}
      />
    )}
  </Stack>
)
