import type { Endpoint } from '@hansa/contract/endpoint'
import { useState, type ReactNode } from 'react'
import type { z } from 'zod'
import { useSend } from '../api.ts'
import { Button } from '../kit/Button.tsx'
import { Dialog } from '../kit/Dialog.tsx'
import { SubmitBar } from '../kit/fields.tsx'
import { Form } from '../kit/Form.tsx'
import { refusalOf, type Allowed } from '../kit/may.ts'
import { refused, told } from '../kit/toast.ts'
import { useKeys } from '../kit/useKeys.ts'

/** Every act names the record and the version that was read. */
type Named = z.ZodType<unknown, { id: string; version: number }>

interface ActProps<I extends Named, O extends z.ZodType> {
  endpoint: Endpoint<I, O>
  record: { id: string; version: number }
  label: string
  /** Said once it is done. */
  done: string
  may: Allowed
  kind?: 'primary' | 'normal' | 'quiet'
  danger?: boolean
  /** One key that does the same as the button, which names it. */
  hotkey?: string
  /** The fields that the act asks for, in a dialog; without them it is done at once. */
  children?: ReactNode
}

/** One act on a registration: a button and, where something has to be said, a dialog. */
export function Act<I extends Named, O extends z.ZodType>({
  endpoint,
  record: { id, version },
  label,
  done,
  may,
  kind = 'normal',
  danger = false,
  hotkey,
  children,
}: ActProps<I, O>) {
  const [open, setOpen] = useState(false)
  const send = useSend(endpoint)
  const close = () => setOpen(false)
  const fixed = { id, version } as z.input<I>
  const succeeded = () => {
    told(done)
    close()
  }
  const start = () => (children ? setOpen(true) : send.mutate(fixed, { onSuccess: succeeded, onError: refused }))
  useKeys(hotkey && refusalOf(may) === null && !send.isPending ? { [hotkey]: start } : {})
  return (
    <>
      <Button kind={kind} may={may} busy={send.isPending && !open} onClick={start}>
        {hotkey ? `${label} (${hotkey.toUpperCase()})` : label}
      </Button>
      {children && (
        <Dialog opened={open} title={label} onClose={close}>
          <Form schema={endpoint.input} fixed={fixed} send={send.mutateAsync} guard={false} onSent={succeeded}>
            {children}
            <SubmitBar danger={danger} label={label} onCancel={close} />
          </Form>
        </Dialog>
      )}
    </>
  )
}
