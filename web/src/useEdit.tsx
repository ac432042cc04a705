import type { Endpoint } from '@hansa/contract/endpoint'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { z } from 'zod'
import { ApiError, useSend } from './api.ts'
import { Button } from './kit/Button.tsx'
import { t } from './kit/language.tsx'
import { Muted, Stack } from './kit/layout.tsx'

const isOvertaken = (error: unknown) =>
  error instanceof ApiError && error.code === 'conflict' && error.problems.some(({ field }) => field === 'version')

/**
 * Sends an edit that names the version it was made on. When somebody was faster, `overtaken` stands in the form below
 * the refusal and offers the record as it is now. `key` the form by the version, so that it begins anew with it.
 */
export function useEdit<I extends z.ZodType, O extends z.ZodType>(
  it: Endpoint<I, O>,
): { send: (edit: z.input<I>) => Promise<z.output<O>>; overtaken: ReactNode } {
  const cache = useQueryClient()
  const { mutateAsync } = useSend(it)
  const [late, setLate] = useState(false)
  const send = async (edit: z.input<I>) => {
    try {
      return await mutateAsync(edit)
    } catch (error) {
      setLate(isOvertaken(error))
      throw error
    }
  }
  const reload = () => {
    setLate(false)
    void cache.invalidateQueries()
  }
  return {
    send,
    overtaken: late && (
      <Stack gap="xs">
        <Muted small>{t('Nothing of yours was saved. Loading the newer state replaces what you typed here.')}</Muted>
        <div>
          <Button small onClick={reload}>
            {t('Load the newer state')}
          </Button>
        </div>
      </Stack>
    ),
  }
}
