import { listOrganizationOptions, listOrganizations } from '@hansa/contract/organizations'
import { useQuery } from '@tanstack/react-query'
import { ask, call } from '../api.ts'
import { RecordPicker, TagsField, type Option } from '../kit/choices.tsx'
import { CountryField } from '../kit/CountryField.tsx'
import { NumberField, TextAreaField, TextField } from '../kit/fields.tsx'
import { t } from '../kit/language.tsx'
import { Columns } from '../kit/layout.tsx'
import { SuggestField } from '../kit/SuggestField.tsx'

/** Finds organizations by what was typed, for a `RecordPicker`. */
export const findOrganizations = async (q: string): Promise<Option[]> => {
  const { items } = await call(listOrganizations, { ...(q && { q }), limit: 10 })
  return items.map((it) => ({ value: it.id, label: it.domain ? `${it.name} · ${it.domain}` : it.name }))
}

/** Industries and tags in use, to be offered again. */
export function useOptions() {
  const used = useQuery(ask(listOrganizationOptions, {})).data
  return {
    industries: (used?.industries ?? []).map(({ value }) => ({ value, label: value })),
    tags: (used?.tags ?? []).map(({ value }) => value),
  }
}

/** The facts of an organization, for adding and for editing one. */
export function OrganizationFields({ parent }: { parent?: Option | undefined }) {
  const { industries, tags } = useOptions()
  return (
    <>
      <Columns>
        <TextField name="name" label={t('Name')} />
        <TextField name="website" label={t('Website')} type="url" placeholder="acme.com" />
        <CountryField name="country" label={t('Country')} />
        <TextField name="city" label={t('City')} />
        <SuggestField name="industry" label={t('Industry')} options={industries} />
        <NumberField name="employees" label={t('Employees')} min={0} />
      </Columns>
      <RecordPicker
        name="parentId"
        label={t('Parent')}
        hint={t('The organization that owns it.')}
        find={findOrganizations}
        chosen={parent}
      />
      <TagsField name="aliases" label={t('Other names')} hint={t('Matching looks at them too.')} />
      <TagsField name="tags" label={t('Tags')} known={tags} />
      <TextAreaField name="description" label={t('Description')} rows={3} />
    </>
  )
}
