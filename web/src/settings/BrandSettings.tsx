import {
  readBrandSettings,
  removeLogo,
  updateBrand,
  uploadLogo,
  type BrandSettings as Settings,
} from '@hansa/contract/brand'
import { contrast, grounds, neededContrast } from '@hansa/contract/colour'
import { languages } from '@hansa/contract/language'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, call, useSend } from '../api.ts'
import { coloursOf } from '../brand.ts'
import { Button } from '../kit/Button.tsx'
import { optionsOf, SelectField } from '../kit/choices.tsx'
import { ColourField, isColour } from '../kit/ColourField.tsx'
import { Facts } from '../kit/Facts.tsx'
import { SubmitBar, TextField } from '../kit/fields.tsx'
import { FileDrop } from '../kit/FileDrop.tsx'
import { Form, useField } from '../kit/Form.tsx'
import { t } from '../kit/language.tsx'
import { Columns, Row, Stack } from '../kit/layout.tsx'
import { LookPreview } from '../kit/LookPreview.tsx'
import { Section } from '../kit/Page.tsx'
import { Ready } from '../kit/Ready.tsx'
import { refused, told } from '../kit/toast.ts'
import { useMay } from '../me.ts'
import { useEdit } from '../useEdit.tsx'

const input = updateBrand.input.required({ language: true })

/** How the portal and mails to partners look. */
export const BrandSettings = () => (
  <Section
    title={t('Look of the partner portal')}
    lead={t('In whose name and colours partners see the portal, its sign-in page and your mails.')}
  >
    <Ready query={useQuery(ask(readBrandSettings, {}))}>{(settings) => <Shown settings={settings} />}</Ready>
  </Section>
)

function Shown({ settings }: { settings: Settings }) {
  const may = useMay('ecosystem.manage')
  const cache = useQueryClient()
  const { send, overtaken } = useEdit(updateBrand)
  const remove = useSend(removeLogo)
  const [file, setFile] = useState<File | null>(null)
  const [image, setImage] = useState<string | null>(null)
  const { name, lightColour, darkColour, language, supportEmail, domain, version } = settings
  const logo = image ?? (settings.logo && `/api${settings.logo}`)
  if (may !== true) return <Read settings={settings} />
  const choose = (chosen: File) => {
    setFile(chosen)
    const reader = new FileReader()
    reader.addEventListener('load', () => setImage(typeof reader.result === 'string' ? reader.result : null))
    reader.readAsDataURL(chosen)
  }
  return (
    <Form
      key={version}
      schema={input}
      initial={{ name, lightColour, darkColour, language, supportEmail, domain }}
      fixed={{ version }}
      send={async (values) => {
        const saved = await send(values)
        if (file) await call(uploadLogo, { version: saved.version }, { file })
        return saved
      }}
      onSent={() => {
        setFile(null)
        setImage(null)
        told(t('Look saved'))
        void cache.invalidateQueries()
      }}
    >
      {overtaken}
      <Columns min={260}>
        <TextField name="name" label={t('Name of the portal')} placeholder={settings.ecosystemName} />
        <GroundField name="lightColour" ground="light" label={t('Colour on light ground')} />
        <GroundField name="darkColour" ground="dark" label={t('Colour on dark ground')} />
        <SelectField
          name="language"
          label={t('Language')}
          options={optionsOf(languages)}
          hint={t('For people whose browser asks for none of these.')}
        />
        <TextField
          name="supportEmail"
          label={t('Support address')}
          type="email"
          hint={t('Where partners’ people turn to when they cannot get in.')}
        />
        <TextField
          name="domain"
          label={t('Own domain')}
          placeholder="partners.example.com"
          hint={t('Point its DNS to this server, and let your proxy pass its name on.')}
        />
      </Columns>
      <FileDrop
        label={settings.logo ? t('Replace the logo') : t('Logo')}
        hint={t('PNG, JPEG or WebP, up to 200 kB. Choose a file, or drop it here.')}
        accept=".png,.jpg,.jpeg,.webp,image/png,image/jpeg,image/webp"
        file={file}
        onFile={choose}
      />
      {settings.logo && (
        <Row>
          <Button
            small
            busy={remove.isPending}
            onClick={() => remove.mutate({ version }, { onSuccess: () => told(t('Logo removed')), onError: refused })}
          >
            {t('Remove logo')}
          </Button>
        </Row>
      )}
      <Preview fallback={settings.ecosystemName} logo={logo} />
      <SubmitBar label={t('Save look')} />
    </Form>
  )
}

/** A colour, with how well it can be read while it is chosen. */
function GroundField({ name, ground, label }: { name: string; ground: keyof typeof grounds; label: string }) {
  const { value } = useField<string>(name)
  const ratio = isColour(value) ? contrast(value, grounds[ground]) : null
  const hint =
    ratio === null
      ? t('Buttons, links and marks. Empty for the usual one.')
      : t('Contrast {ratio, number} to 1; text needs {needed, number}.', {
          ratio: Math.floor(ratio * 10) / 10,
          needed: neededContrast,
        })
  return <ColourField name={name} label={label} hint={hint} />
}

function Preview({ fallback, logo }: { fallback: string; logo: string | null }) {
  const name = useField<string>('name').value
  const help = useField<string>('supportEmail').value
  const light = useField<string>('lightColour').value
  const dark = useField<string>('darkColour').value
  const only = (colour: string | undefined) => (isColour(colour) ? colour : null)
  return (
    <LookPreview
      look={{ name: name || fallback, logo, help: help || null, colours: coloursOf(only(light), only(dark)) }}
    />
  )
}

function Read({ settings }: { settings: Settings }) {
  const { name, ecosystemName, lightColour, darkColour, language, supportEmail, domain, logo } = settings
  return (
    <Stack>
      <Facts
        items={[
          { label: t('Name of the portal'), value: name ?? ecosystemName },
          { label: t('Colour on light ground'), value: lightColour },
          { label: t('Colour on dark ground'), value: darkColour },
          { label: t('Language'), value: languages[language] },
          { label: t('Support address'), value: supportEmail },
          { label: t('Own domain'), value: domain },
        ]}
      />
      <LookPreview
        look={{
          name: name ?? ecosystemName,
          logo: logo && `/api${logo}`,
          help: supportEmail,
          colours: coloursOf(lightColour, darkColour),
        }}
      />
    </Stack>
  )
}
