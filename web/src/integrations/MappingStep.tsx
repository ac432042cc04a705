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
import { word } from '@hansa/contract/language'
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
import { retold, t } from '../kit/language.tsx'
import { Columns, Muted, Row, Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { SimpleTable } from '../kit/SimpleTable.tsx'
import { told } from '../kit/toast.ts'
import { useMay } from '../me.ts'
import { columnTypes, delimiters, encodings } from './words.ts'

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
  if (!mapping) return <Muted>{t('This file has no mapping.')}</Muted>
  const recipe = recipes.find((one) => one.id === it.recipeId)
  return (
    <Stack gap="lg">
      <Section title={t('What the file holds')}>
        <SimpleTable
          label={t('Columns')}
          columns={[
            { key: 'name', label: t('Column') },
            { key: 'type', label: t('Looks like') },
            { key: 'filled', label: t('Filled'), align: 'end' },
            { key: 'samples', label: t('Samples') },
          ]}
          items={it.columns.map((column) => ({
            name: column.name,
            type: column.note ? `${columnTypes[column.type]}: ${retold(column.note)}` : columnTypes[column.type],
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
          <Section title={t('How it is read')}>
            <Columns>
              <SelectField
                name="mapping.encoding"
                label={t('Encoding')}
                options={optionsOf(encodings)}
                placeholder={t('{format} (detected)', { format: encodings[it.format.encoding] })}
              />
              <SelectField
                name="mapping.delimiter"
                label={t('Columns are cut at')}
                options={optionsOf(delimiters)}
                placeholder={
                  it.format.delimiter
                    ? t('{format} (detected)', { format: delimiters[it.format.delimiter] })
                    : t('Not a CSV')
                }
              />
              <TextField
                name="mapping.source"
                label={t('Source')}
                hint={t('Names the system: keys of different systems are kept apart.')}
              />
            </Columns>
          </Section>
          {recipe && (
            <Muted>
              {t('Mapped by the recipe “{name}”. {about}', { name: t(recipe.name), about: t(recipe.about) })}
            </Muted>
          )}
          {mapping.outputs.map((output, index) => (
            // An output has no name of its own; its place is what the server knows it by.
            <OutputFields key={index} index={index} output={output} it={it} />
          ))}
          <Row>
            <SubmitBar label={t('Try it (dry run)')} />
            <Button may={may} onClick={() => setKeeping(true)}>
              {t('Keep as recipe')}
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
    <Section
      title={
        it.mapping!.outputs.length > 1 ? t('Each row becomes ({index})', { index: index + 1 }) : t('Each row becomes')
      }
    >
      <Stack gap="sm">
        <SelectField
          name={`${at}.target`}
          label={t('Kind of record')}
          options={Object.entries(importTargets).map(([value, one]) => ({ value, label: t(one.title) }))}
        />
        {output.only && (
          <Muted small>
            {t(
              output.only.not
                ? word('Only rows where {column} is none of {values}.')
                : word('Only rows where {column} is one of {values}.'),
              { column: output.only.column, values: output.only.values.map((value) => `“${value}”`).join(', ') },
            )}
          </Muted>
        )}
        {output.snapshot && (
          <Muted small>
            {t('The rows are full lists, one for each “{period}”: who is missing from the next list has left.', {
              period: output.snapshot.period,
            })}
          </Muted>
        )}
        <Columns min={260}>
          {fields
            .filter(([, field]) => field.type !== 'traits')
            .map(([name, field]) => {
              const source = output.fields[name]
              const reason = it.reasons[name]
              const hint = source?.template
                ? t('From {template}', { template: source.template })
                : reason
                  ? retold(reason)
                  : t(field.help ?? '')
              const label = field.required ? t('{field} (needed)', { field: t(field.title) }) : t(field.title)
              return source?.value && !source.column ? (
                <TextField
                  key={name}
                  name={`${at}.fields.${name}.value`}
                  label={label}
                  hint={t('The same for every row')}
                />
              ) : (
                <SelectField
                  key={name}
                  name={`${at}.fields.${name}.column`}
                  label={label}
                  options={columns}
                  hint={hint}
                  placeholder={source?.template ?? t('Not in the file')}
                />
              )
            })}
        </Columns>
        {output.fields.traits?.columns && (
          <Muted small>{t('Kept as traits: {columns}', { columns: output.fields.traits.columns.join(', ') })}</Muted>
        )}
      </Stack>
    </Section>
  )
}

function KeepRecipe({ it, opened, onClose }: { it: Import; opened: boolean; onClose: () => void }) {
  const save = useSend(saveRecipe)
  return (
    <Dialog opened={opened} title={t('Keep this mapping as a recipe')} onClose={onClose}>
      <Form
        schema={saveRecipe.input}
        fixed={{ importId: it.id }}
        send={save.mutateAsync}
        guard={false}
        onSent={(recipe) => {
          told(t('Kept as “{name}”', { name: recipe.name }))
          onClose()
        }}
      >
        <TextField name="name" label={t('Name')} hint={t('The same name again replaces it.')} />
        <TextAreaField name="about" label={t('What it is for')} rows={2} />
        <SubmitBar label={t('Keep recipe')} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
