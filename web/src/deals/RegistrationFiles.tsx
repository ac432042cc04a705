import {
  addOwnRegistrationFile,
  addRegistrationFile,
  downloadOwnRegistrationFile,
  downloadRegistrationFile,
  listOwnRegistrationFiles,
  listRegistrationFiles,
  removeOwnRegistrationFile,
  removeRegistrationFile,
  type RegistrationFile,
} from '@hansa/contract/registration-files'
import { registrationTransitions } from '@hansa/contract/registration-transitions'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { ask, call, hrefOf, useSend } from '../api.ts'
import { Button, IconButton } from '../kit/Button.tsx'
import { DateTime } from '../kit/DateTime.tsx'
import { FileDrop } from '../kit/FileDrop.tsx'
import { countText } from '../kit/format.ts'
import { t } from '../kit/language.tsx'
import { Muted, Row, Stack } from '../kit/layout.tsx'
import { Section } from '../kit/Page.tsx'
import { refused } from '../kit/toast.ts'

const doors = {
  portal: {
    list: listOwnRegistrationFiles,
    add: addOwnRegistrationFile,
    download: downloadOwnRegistrationFile,
    remove: removeOwnRegistrationFile,
  },
  vendor: {
    list: listRegistrationFiles,
    add: addRegistrationFile,
    download: downloadRegistrationFile,
    remove: removeRegistrationFile,
  },
} as const
type Door = keyof typeof doors

const sizeText = (bytes: number): string =>
  bytes < 1e6
    ? t('{size} kB', { size: countText(Math.max(1, Math.round(bytes / 1e3))) })
    : t('{size} MB', { size: countText(Math.round(bytes / 1e5) / 10) })

const useFiles = (door: Door, id: string | undefined) =>
  useQuery({ ...ask(doors[door].list, { id: id ?? '' }), enabled: id !== undefined }).data

const isReady = (door: Door) => (file: RegistrationFile) =>
  file.act === null && file.side === (door === 'portal' ? 'partner' : 'vendor')

/** The files that were sent with a registration: to look at, with the hash that stands in its history. */
export function SentFiles({ door, id }: { door: Door; id: string }) {
  const sent = useFiles(door, id)?.items.filter(({ act }) => act !== null) ?? []
  if (sent.length === 0) return null
  return (
    <Section title={t('Files')} lead={t('The history holds the hash of each: what was sent cannot be changed unseen.')}>
      <Stack gap="sm">
        {sent.map((file) => (
          <Row key={file.id} gap="sm">
            <Button small href={hrefOf(doors[door].download, { id: file.id })}>
              {`${file.name} · ${sizeText(file.bytes)}`}
            </Button>
            <Muted small>
              {file.keptBy} {t(registrationTransitions[file.act!].told)} · <DateTime value={file.createdAt} /> · SHA-256{' '}
              {file.sha256.slice(0, 16)}…
            </Muted>
          </Row>
        ))}
      </Stack>
    </Section>
  )
}

/**
 * Lays files ready for what is said next about a registration: they are sent with it, and can be taken back until then.
 *
 * @param begin gives the registration's id where it is not kept yet
 */
export function ReadyFiles({
  door,
  id: given,
  begin,
  label = t('Add a file'),
}: {
  door: Door
  id?: string | undefined
  begin?: () => Promise<string>
  label?: string
}) {
  const cache = useQueryClient()
  const [begun, setBegun] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const id = given ?? begun
  const ready = useFiles(door, id)?.items.filter(isReady(door)) ?? []
  const remove = useSend(doors[door].remove)
  const add = async (file: File) => {
    setBusy(true)
    setProblem(null)
    try {
      const of = id ?? (await begin!())
      setBegun(of)
      await call(doors[door].add, { id: of, name: file.name }, { file })
      await cache.invalidateQueries({ queryKey: [doors[door].list.path] })
    } catch (error) {
      setProblem((error as Error).message)
    }
    setBusy(false)
  }
  return (
    <Stack gap="xs">
      {ready.map((file) => (
        <Row key={file.id} gap="xs">
          <Button small href={hrefOf(doors[door].download, { id: file.id })}>
            {`${file.name} · ${sizeText(file.bytes)}`}
          </Button>
          <IconButton
            small
            icon={IconX}
            label={t('Leave out {name}', { name: file.name })}
            onClick={() => remove.mutate({ id: file.id }, { onError: refused })}
          />
        </Row>
      ))}
      <FileDrop
        label={busy ? t('Uploading …') : label}
        hint={t('Documents, pictures and tables, up to 25 MB')}
        file={null}
        onFile={(file) => void add(file)}
        problem={problem}
      />
    </Stack>
  )
}
