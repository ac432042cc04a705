import { fairnessFormula, fairnessNeeds, fairnessParts, type FairnessShare } from '@hansa/contract/fairness'
import type { ReactNode } from 'react'
import { DateText } from '../kit/DateTime.tsx'
import type { Explanation } from '../kit/Explain.tsx'
import { countText, percentText } from '../kit/format.ts'
import { rich, t } from '../kit/language.tsx'
import { Link } from '../kit/Link.tsx'
import { Stat, Stats } from '../kit/Stat.tsx'

type Counts = Pick<FairnessShare, 'good' | 'of'>
type Part = Omit<FairnessShare, 'part'> & { part: FairnessShare['part'] }

/** `91 of 100`. */
export const ofText = ({ good, of }: Counts): string =>
  t('{part, number} of {whole, number}', { part: good, whole: of })

/** The days of the window. */
export const Days = ({ from, until }: { from: string; until: string }) =>
  rich('{from} to {until}', { from: <DateText value={from} />, until: <DateText value={until} /> })

const shareText = (value: number) => percentText(value, undefined, 0)

/** How sure a share is. */
const intervalOf = ({ share }: Pick<FairnessShare, 'share'>): string | undefined =>
  share ? t('95% between {low} and {high}', { low: shareText(share.low), high: shareText(share.high) }) : undefined

/** How a part came about, down to its counts. */
function explainPart(it: Part, asOf: ReactNode, notes: readonly string[], rows: string): Explanation {
  const words = fairnessParts[it.part]
  return {
    title: t(words.title),
    definition: t(words.definition),
    formula: t(words.formula),
    inputs: [
      { label: t(words.good), value: countText(it.good) },
      { label: t(words.bad), value: countText(it.of - it.good) },
      ...(it.part === 'untouched'
        ? [
            { label: t('Direct touches'), value: countText(it.touches) },
            { label: t('Of them settled'), value: countText(it.settled) },
            { label: t('Of them weighing on the score'), value: countText(it.counting) },
            ...(it.of > 0
              ? [{ label: t('Direct touches per protected registration'), value: (it.touches / it.of).toFixed(2) }]
              : []),
          ]
        : []),
      { label: t('Rows'), value: <Link to={rows}>{t('Show the rows')}</Link> },
    ],
    notes: [...notes, t('The interval is Wilson’s, at 95%.')],
    asOf,
  }
}

/** The score and its parts, each with how it came about. `notes`: what the reader has to mind besides. */
export const FairnessStats = ({
  score,
  parts,
  asOf,
  notes = [],
  rowsOf,
  isHidden = () => false,
}: {
  score: number | null
  parts: readonly Part[]
  asOf: ReactNode
  notes?: readonly string[]
  /** Where the rows of a part are. */
  rowsOf: (part: FairnessShare['part']) => string
  /** What the reader may not see, and why more data of its own would not change it, stands beside. */
  isHidden?: (part: FairnessShare['part']) => boolean
}) => (
  <Stats>
    <Stat
      label={t('Fairness score')}
      value={score === null ? null : t('{part, number} of {whole, number}', { part: score, whole: 100 })}
      explain={{
        title: t('Fairness score'),
        definition: t('How fair the vendor is with registrations: in time, right at first, and out of the way.'),
        formula: t(fairnessFormula),
        inputs: parts.map((it) => ({
          label: t(fairnessParts[it.part].title),
          value: it.share ? `${shareText(it.share.value)} (${ofText(it)})` : t('Not enough data yet'),
        })),
        notes,
        asOf,
      }}
    />
    {parts.map((it) => {
      const interval = intervalOf(it)
      return (
        <Stat
          key={it.part}
          label={t(fairnessParts[it.part].title)}
          value={it.share && shareText(it.share.value)}
          {...(interval && { interval: `${ofText(it)} · ${interval}` })}
          {...(!it.share &&
            it.of < fairnessNeeds &&
            !isHidden(it.part) && { needs: fairnessNeeds - it.of, needsWhat: t(fairnessParts[it.part].what) })}
          explain={explainPart(it, asOf, notes, rowsOf(it.part))}
        />
      )
    })}
  </Stats>
)
