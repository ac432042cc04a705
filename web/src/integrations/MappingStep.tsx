import {
  checkImport,
  importTargets,
  listRecipes,
  mapImport,
  saveRecipe,
  type FieldSource,
  type Import,
  type ImportTarget,
  type Mapping,
  type Output,
} from '@hansa/contract/integrations'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { ask, useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { optionsOf, SelectField } from '../kit/choices.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar, TextAreaField, TextField } from '../kit/fields.tsx'
import { Form, useField } from '../kit/Form.tsx'
import { percentText } from '../kit/format.ts'
import { Columns, Muted, Row, Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { told } from '../kit/toast.ts'
import { useMay } from '../me.ts'
import { delimiters, encodings } from './words.ts'

/** The server checks a mapping against the file; here it is only carried. */
const carried = z.object({ mapping: z.unknown() })

const isGiven = (source: FieldSource) =>
  Boolean(source.column || source.template || source.value || source.columns?.length)

/** Without the fields that nothing fills, and without those that another target had. */
function tidied(mapping: Mapping): Mapping {
  const withoutNull = (source: FieldSource) =>
    Object.fromEntries(Object.entries(source).filter(([, value]) => value !== null && value !== '')) as FieldSource
  const outputs = mapping.outputs.map((output): Output => ({
    ...output,
    fields: Object.fromEntries(
      Object.entries(output.fields)
        .map(([name, source]) => [name, withoutNull(source)] as const)
        .filter(([name, source]) => name in importTargets[output.target].fields && isGiven(source)),
    ),
  }))
  return { ...(withoutNull(mapping as FieldSource) as unknown as Mapping), outputs }
}

/** What each column becomes: proposed from names and values, or by a recipe; editable; kept as a recipe of one's own. */
export function MappingStep({ it, onNext }: { it: Import; onNext: () => void }) {
  const map = useSend(mapImport)
  const check = useSend(checkImport)
  const may = useMay('integrations.import')
  const [keeping, setKeeping] = useState(false)
  const recipes = useQuery(ask(listRecipes, {})).data?.items ?? []
  const mapping = it.mapping
  if (!mapping) return <Muted>This file has no mapping.</Muted>
  const recipe = recipes.find((one) => one.id === it.recipeId)
  return (
    <Stack gap="lg">
      <Section title="What the file holds">
        <SimpleTable
          label="Columns"
          columns={[
            { key: 'name', label: 'Column' },
            { key: 'type', label: 'Looks like' },
            { key: 'filled', label: 'Filled', align: 'end' },
            { key: 'samples', label: 'Samples' },
          ]}
          items={it.columns.map((column) => ({
            name: column.name,
            type: column.note ? `${column.type}: ${column.note}` : column.type,
            filled: percentText(column.filled),
            samples: <Muted>{column.samples.slice(0, 3).join(' · ')}</Muted>,
          }))}
        />
      </Section>
      <Form
        key={JSON.stringify(mapping)}
        schema={carried}
        initial={{ mapping }}
        guard={false}
        send={async (values) => {
          const tidy = tidied(values.mapping as Mapping)
          if (JSON.stringify(tidy) !== JSON.stringify(mapping)) await map.mutateAsync({ id: it.id, mapping: tidy })
          await check.mutateAsync({ id: it.id })
        }}
        onSent={onNext}
      >
        <Stack gap="lg">
          <Section title="How it is read">
            <Columns>
              <SelectField
                name="mapping.encoding"
                label="Encoding"
                options={optionsOf(encodings)}
                placeholder={`${encodings[it.format.encoding]} (detected)`}
              />
              <SelectField
                name="mapping.delimiter"
                label="Columns are cut at"
                options={optionsOf(delimiters)}
                placeholder={it.format.delimiter ? `${delimiters[it.format.delimiter]} (detected)` : 'Not a CSV'}
              />
              <TextField
                name="mapping.source"
                label="Source"
                hint="Names the system: keys of different systems are kept apart."
              />
            </Columns>
          </Section>
          {recipe && (
            <Muted>
              Mapped by the recipe “{recipe.name}”. {recipe.about}
            </Muted>
          )}
          {mapping.outputs.map((output, index) => (
            // An output has no name of its own; its place is what the server knows it by.
            <OutputFields key={index} index={index} output={output} it={it} />
          ))}
          <Row>
            <SubmitBar label="Try it (dry run)" />
            <Button may={may} onClick={() => setKeeping(true)}>
              Keep as recipe
            </Button>
          </Row>
        </Stack>
      </Form>
      <KeepRecipe it={it} opened={keeping} onClose={() => setKeeping(false)} />
    </Stack>
  )
}

function OutputFields({ index, output, it }: { index: number; output: Output; it: Import }) {
  const at = `mapping.outputs.${index}`
  const target = useField<ImportTarget>(`${at}.target`).value ?? output.target
  const columns = it.columns.map((column) => ({
    value: column.name,
    label: column.samples[0] ? `${column.name} (${column.samples[0].slice(0, 30)})` : column.name,
  }))
  const fields = Object.entries(
    importTargets[target].fields as Record<string, { title: string; type: string; required?: true; help?: string }>,
  )
  return (
    <Section title={`Each row becomes${it.mapping!.outputs.length > 1 ? ` (${index + 1})` : ''}`}>
      <Stack gap="sm">
        <SelectField
          name={`${at}.target`}
          label="Kind of record"
          options={Object.entries(importTargets).map(([value, one]) => ({ value, label: one.title }))}
        />
        {output.only && (
          <Muted small>
            Only rows where {output.only.column} is {output.only.not ? 'none of' : 'one of'}{' '}
            {output.only.values.map((value) => `“${value}”`).join(', ')}.
          </Muted>
        )}
        {output.snapshot && (
          <Muted small>
            The rows are full lists, one each {output.snapshot.period}: who is missing from the next list has left.
          </Muted>
        )}
        <Columns min={260}>
          {fields
            .filter(([, field]) => field.type !== 'traits')
            .map(([name, field]) => {
              const source = output.fields[name]
              const reason = it.reasons[name]
              const hint = source?.template ? `From ${source.template}` : (reason ?? field.help ?? '')
              const label = `${field.title}${field.required ? ' (needed)' : ''}`
              return source?.value && !source.column ? (
                <TextField key={name} name={`${at}.fields.${name}.value`} label={label} hint="The same for every row" />
              ) : (
                <SelectField
                  key={name}
                  name={`${at}.fields.${name}.column`}
                  label={label}
                  options={columns}
                  hint={hint}
                  placeholder={source?.template ?? 'Not in the file'}
                />
              )
            })}
        </Columns>
        {output.fields.traits?.columns && (
          <Muted small>Kept as traits: {output.fields.traits.columns.join(', ')}</Muted>
        )}
      </Stack>
    </Section>
  )
}

function KeepRecipe({ it, opened, onClose }: { it: Import; opened: boolean; onClose: () => void }) {
  const save = useSend(saveRecipe)
  return (
    <Dialog opened={opened} title="Keep this mapping as a recipe" onClose={onClose}>
      <Form
        schema={saveRecipe.input}
        fixed={{ importId: it.id }}
        send={save.mutateAsync}
        guard={false}
        onSent={(recipe) => {
          told(`Kept as “${recipe.name}”`)
          onClose()
        }}
      >
        <TextField name="name" label="Name" hint="The same name again replaces it." />
        <TextAreaField name="about" label="What it is for" rows={2} />
        <SubmitBar label="Keep recipe" onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
