import type { Endpoint } from '@hansa/contract/endpoint'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useSend } from './api.ts'
import { ConfirmDialog } from './kit/Dialog.tsx'
import { refused, told } from './kit/toast.ts'

/** Asks once more before something that is hard to undo, does it, and tells what became of it. */
export function ConfirmSend<I extends z.ZodType, O extends z.ZodType>({
  endpoint,
  input,
  title,
  confirm,
  danger = false,
  said,
  onClose,
  children,
}: {
  endpoint: Endpoint<I, O>
  /** What is sent; the dialog is open while there is something to send. */
  input: z.input<I> | undefined
  /** The question: `Revoke this key?` */
  title: string
  /** The act in a word or two: `Revoke`. */
  confirm: string
  danger?: boolean
  /** What is told when it is done. */
  said?: string
  onClose: () => void
  /** What will happen, and whether it can be undone. */
  children: ReactNode
}) {
  const send = useSend(endpoint)
  return (
    <ConfirmDialog
      opened={input !== undefined}
      title={title}
      confirm={confirm}
      danger={danger}
      busy={send.isPending}
      onClose={onClose}
      onConfirm={() =>
        input !== undefined &&
        send.mutate(input, { onSuccess: () => said && told(said), onError: refused, onSettled: onClose })
      }
    >
      {children}
    </ConfirmDialog>
  )
}
