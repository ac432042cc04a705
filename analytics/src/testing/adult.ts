import type { FeatureColumn, TrainingTable } from '../index.ts'

const numbers = ['age', 'fnlwgt', 'education_num', 'capital_gain', 'capital_loss', 'hours_per_week']

/** UCI Adult (Becker & Kohavi 1996, CC BY 4.0) as a table: does a person earn above 50,000 dollars? */
export function adultTable(csv: string): TrainingTable {
  const [head, ...rows] = csv
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  const columns = head!
    .slice(0, -1)
    .map((name, i): FeatureColumn =>
      numbers.includes(name)
        ? { name, kind: 'number', values: rows.map((row) => Number(row[i])) }
        : { name, kind: 'category', values: rows.map((row) => row[i]!) },
    )
  return { columns, outcomes: rows.map((row) => row.at(-1)!.startsWith('>')) }
}
