import type { Attachment } from '@hansa/contract/messages'
import type { Endpoint } from '@hansa/contract/endpoint'
import { shareFile, sharePortalFile } from '@hansa/contract/shared-files'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { z } from 'zod'
import { call, hrefOf } from '../api.ts'
import { Button, IconButton } from '../kit/Button.tsx'
import { FileDrop } from '../kit/FileDrop.tsx'
import { countText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Row, Stack } from '../kit/layout.tsx'
import { Tag } from '../kit/Tag.tsx'

export const sizeText = (bytes: number): string =>
  bytes < 1e6
    ? t('{size} kB', { size: countText(Math.max(1, Math.round(bytes / 1e3))) })
    : t('{size} MB', { size: countText(Math.round(bytes / 1e5) / 10) })

type Download = Endpoint<z.ZodType<{ id: string }, { id: string }>>
type Upload = (file: File) => Promise<Attachment>

/** Takes a file in for a message that is being written, through either door. */
export const draftFile: Upload = (file) => call(shareFile, { name: file.name, draft: true }, { file })
export const draftPortalFile: Upload = (file) => call(sharePortalFile, { name: file.name, draft: true }, { file })

/** The files of a message, each to be saved. */
export const FileLinks = ({ files, from }: { files: readonly Attachment[]; from: Download }) => (
  <Row>
    {files.map((file) => (
      <Button key={file.id} small href={hrefOf(from, { id: file.id })}>
        {`${file.name} · ${sizeText(file.bytes)}`}
      </Button>
    ))}
  </Row>
)

/** Files that go along with a message that is being written: uploaded at once, sent with it. */
export function Attach({
  upload,
  files,
  onChange,
}: {
  upload: Upload
  files: readonly Attachment[]
  onChange: (files: Attachment[]) => void
}) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const add = async (file: File) => {
    setBusy(true)
    setProblem(null)
    try {
      onChange([...files, await upload(file)])
    } catch (error) {
      setProblem((error as Error).message)
    }
    setBusy(false)
  }
  return (
    <Stack gap="xs">
      {files.length > 0 && (
        <Row>
          {files.map((file) => (
            <Row key={file.id} gap="xs">
              <Tag>{`${file.name} · ${sizeText(file.bytes)}`}</Tag>
              <IconButton
                small
                icon={IconX}
                label={t('Leave out {name}', { name: file.name })}
                onClick={() => onChange(files.filter((one) => one.id !== file.id))}
              />
            </Row>
          ))}
        </Row>
      )}
      <FileDrop
        label={busy ? t('Uploading …') : t('Attach a file')}
        hint={t('Documents, pictures and tables, up to 25 MB')}
        file={null}
        onFile={(file) => void add(file)}
        problem={problem}
      />
    </Stack>
  )
}
