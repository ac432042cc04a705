import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { registrationDrawing, registrationTable } from '@hansa/contract/registration-drawing'

const page = new URL('../../../docs/capabilities/registrations.md', import.meta.url)

/** Replaces what stands between the two marks. */
const between = (text: string, name: string, made: string) =>
  text.replace(
    new RegExp(`(<!-- ${name} -->\n)[^]*?(\n<!-- /${name} -->)`),
    (_, begin: string, end: string) => begin + made + end,
  )

test('the page on registrations shows the states as they are (UPDATE_DOCS=1 draws them anew)', () => {
  const text = readFileSync(page, 'utf8')
  const drawn = between(text, 'drawing', `\`\`\`mermaid\n${registrationDrawing()}\n\`\`\``)
  const made = between(drawn, 'table', registrationTable())
  if (process.env.UPDATE_DOCS) writeFileSync(page, made)
  else expect(text).toBe(made)
})

test('every state is in the drawing', () => {
  for (const state of ['draft', 'in_review', 'expiring', 'in_appeal', 'won'])
    expect(registrationDrawing()).toContain(state)
})
