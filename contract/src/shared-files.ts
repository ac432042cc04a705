import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { Done, flag, id, line, listInput, listOf, May, Moment, paragraph } from './fields.ts'
import { Side } from './messages.ts'

const file = {
  id: id('doc'),
  name: z.string(),
  bytes: z.int(),
  note: z.string().nullable(),
  /** Who shared it. */
  side: Side,
  sharedBy: z.string(),
  createdAt: Moment,
  /** The thread that it came with; null where it was put here by itself. */
  threadId: z.string().nullable(),
  may: May,
}
/** A file that a vendor and one partner share. */
export const SharedFile = z.object({
  ...file,
  partner: z.object({ id: id('org'), name: z.string() }),
  /** How often the partner's people fetched it. */
  downloads: z.int(),
})
export type SharedFile = z.infer<typeof SharedFile>
export const PortalFile = z.object(file)
export type PortalFile = z.infer<typeof PortalFile>

const upload = {
  name: line(),
  note: paragraph(500).optional(),
  /** For a message that is being written: nobody else sees it before the message is sent. */
  draft: flag.default(false),
}
/** What an upload answers: the id that a message names to carry it. */
const Uploaded = z.object({ id: id('doc'), name: z.string(), bytes: z.int() })

export const listSharedFiles = endpoint({
  method: 'GET',
  path: '/shared-files',
  can: 'messages.read',
  summary: 'Files that are shared with partners, and what partners uploaded',
  input: listInput(['-createdAt', 'name'], { partnerId: id('org').optional(), side: Side.optional() }),
  output: listOf(SharedFile),
})
export const shareFile = endpoint({
  method: 'POST',
  path: '/shared-files',
  can: 'messages.write',
  summary: 'Share a file with a partner; the body is the file',
  input: z.object({ ...upload, partnerId: id('org').optional() }),
  output: Uploaded,
  takes: 'bytes',
})
export const downloadSharedFile = endpoint({
  method: 'GET',
  path: '/shared-files/:id/content',
  can: 'messages.read',
  summary: 'A shared file’s content',
  input: z.object({ id: id('doc') }),
  output: z.unknown(),
  gives: 'application/octet-stream',
})
export const removeSharedFile = endpoint({
  method: 'DELETE',
  path: '/shared-files/:id',
  can: 'messages.write',
  summary: 'Share a file no longer; its content is deleted',
  input: z.object({ id: id('doc') }),
  output: Done,
})

export const listPortalFiles = endpoint({
  method: 'GET',
  path: '/portal/files',
  can: 'messages.take_part',
  summary: 'Files that are shared with the vendor',
  input: listInput(['-createdAt', 'name'], { side: Side.optional() }),
  output: listOf(PortalFile),
})
export const sharePortalFile = endpoint({
  method: 'POST',
  path: '/portal/files',
  can: 'messages.take_part',
  summary: 'Share a file with the vendor; the body is the file',
  input: z.object(upload),
  output: Uploaded,
  takes: 'bytes',
})
export const downloadPortalFile = endpoint({
  method: 'GET',
  path: '/portal/files/:id/content',
  can: 'messages.take_part',
  summary: 'A shared file’s content',
  input: z.object({ id: id('doc') }),
  output: z.unknown(),
  gives: 'application/octet-stream',
})
export const removePortalFile = endpoint({
  method: 'DELETE',
  path: '/portal/files/:id',
  can: 'messages.take_part',
  summary: 'Take back a file that one’s own company shared',
  input: z.object({ id: id('doc') }),
  output: Done,
})
