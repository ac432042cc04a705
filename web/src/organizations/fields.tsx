import { listOrganizationOptions, listOrganizations } from '@hansa/contract/organizations'
import { useQuery } from '@tanstack/react-query'
import { ask, call } from '../api.ts'
import { RecordPicker, TagsField, type Option } from '../kit/choices.tsx'
import { CountryField } from '../kit/CountryField.tsx'
import { NumberField, TextAreaField, TextField } from '../kit/fields.tsx'
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
        <TextField name="name" label="Name" />
        <TextField name="website" label="Website" type="url" placeholder="acme.com" />
        <CountryField name="country" label="Country" />
        <TextField name="city" label="City" />
        <SuggestField name="industry" label="Industry" options={industries} />
        <NumberField name="employees" label="Employees" min={0} />
      </Columns>
      <RecordPicker
        name="parentId"
        label="Parent"
        hint="The organization that owns it."
        find={findOrganizations}
        chosen={parent}
      />
      <TagsField name="aliases" label="Other names" hint="Matching looks at them too." />
      <TagsField name="tags" label="Tags" known={tags} />
      <TextAreaField name="description" label="Description" rows={3} />
    </>
  )
}
