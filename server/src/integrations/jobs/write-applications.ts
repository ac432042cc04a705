import { english } from '@hansa/contract/language'
import { partnerTypes, type PartnerType } from '@hansa/contract/partners'
import { defaultProgramme } from '../../programme/queries/programmes.ts'
import { takeIn } from '../../programme/queries/take-in.ts'
import { fingerprint, list, number, text, traits, type Item, type Writer, type Written } from './write.ts'

const known = Object.keys(partnerTypes)
const code = (word: string) =>
  word
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

/** Applications land in the default programme and are vetted as any other; the same row again is the same one. */
export const applications: Writer = async (to, items) => {
  const wrong: Written[] = []
  const good: { item: Item; types: PartnerType[] }[] = []
  for (const item of items) {
    const types = list(item.fields.types).map(code)
    const other = types.find((type) => !known.includes(type))
    if (other === undefined) good.push({ item, types: types as PartnerType[] })
    else
      wrong.push({
        row: item.row,
        field: 'types',
        reason: english`Partner type "${other}" is not one of ${known.join(', ')}`,
      })
  }
  const given = good.map(({ item: { fields }, types }) => {
    const submitted = text(fields.submittedAt)
    return {
      key: text(fields.applicationKey) ?? fingerprint(fields),
      submittedAt: submitted === null ? null : new Date(submitted),
      company: text(fields.name)!,
      website: text(fields.website),
      country: text(fields.country),
      city: text(fields.city),
      industry: text(fields.industry),
      employees: number(fields.employees),
      contact: text(fields.contact)!,
      email: text(fields.email)!,
      phone: text(fields.phone),
      title: text(fields.jobTitle),
      types,
      answers: traits(fields.traits),
    }
  })
  const source = `import:${to.source}`
  const { outcomes, events } = await takeIn(to.db, given, {
    programmeId: await defaultProgramme(to.db),
    source,
    now: to.now,
  })
  await to.record(events)
  return [...wrong, ...good.map(({ item }, i): Written => ({ row: item.row, outcome: outcomes[i]!.outcome }))]
}
