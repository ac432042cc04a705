import { createHash, randomBytes } from 'node:crypto'
import * as api from '@hansa/contract/apply'
import { languageOf, say, type Saying } from '@hansa/contract/language'
import type { ProgrammeRules } from '@hansa/contract/programme'
import { Refusal, wrong } from '../../core/errors.ts'
import { keepFile } from '../../core/files.ts'
import { handleOutside, type OutsideContext, type Route } from '../../core/http/route.ts'
import { readEcosystem } from '../../identity/queries.ts'
import { insertApplications, sameApplication } from '../queries/applications.ts'
import * as form from '../queries/form.ts'
import { readProgramme, rulesAt } from '../queries/programmes.ts'
import { newApplication, submitted } from '../queries/take-in.ts'
import { wrongAnswers } from '../rules/answers.ts'
import { passText, readPass, timely, zeroBits, type Pass } from '../rules/work.ts'
import { asOutsider, type Acting } from './acting.ts'
import { writeReceipt } from './letters.ts'

const hour = 3_600_000
const mostFileBytes = 10_000_000
const mostFiles = 50

/** One transaction for whoever stands at the form with this address. */
async function atForm<T>(
  { services, now }: OutsideContext,
  slug: string,
  work: (acting: Acting & { programmeId: string; named: (name: string) => void }, rules: ProgrammeRules) => Promise<T>,
): Promise<T> {
  const found = await services.database.outside((db) => form.programmeBehind(db, slug))
  if (!found) throw new Refusal('missing', say`There is no application form at this address.`)
  return asOutsider(services, found.ecosystemId, now, async (acting, named) => {
    const { rules } = await rulesAt(acting.db, found.programmeId, now)
    return work({ ...acting, programmeId: found.programmeId, named }, rules)
  })
}

const again = (sentence: Saying) => new Refusal('invalid', sentence, [{ field: 'pass', message: sentence }])

/** The pass that a call carries, once it is ours, for this programme, in time, and its work was done. */
async function checkPass(
  { db, now, programmeId }: Acting & { programmeId: string },
  { pass, work }: { pass: string; work: string },
  minimumSeconds: number,
): Promise<Pass> {
  const text = await form.signedText(db, 'form', pass)
  const it = text === undefined ? undefined : readPass(text)
  if (it?.programmeId !== programmeId) throw again(say`This form is not one that we gave out. Load the page again.`)
  const time = timely(it, now.getTime(), minimumSeconds)
  if (time === 'late')
    throw again(say`The form was open for too long. Load the page again; what you typed stays on it.`)
  if (time === 'early') throw again(say`That was very fast. Wait a few seconds, then send it once more.`)
  if (zeroBits(createHash('sha256').update(`${pass}:${work}`).digest()) < it.workBits)
    throw again(say`Your browser has not finished its puzzle. Wait a moment, then send it once more.`)
  return it
}

async function refuseClosed(acting: Acting & { programmeId: string }): Promise<void> {
  const { applicationsOpen } = await readProgramme(acting.db, acting.programmeId, acting.now)
  if (!applicationsOpen) throw new Refusal('conflict', say`Applications are closed at present.`)
}

export const applicationForm: Route[] = [
  handleOutside(api.readApplicationForm, (ctx, { slug }) =>
    atForm(ctx, slug, async ({ db, now, programmeId }, { applicationForm: { guard, ...asks } }) => {
      const { name, description, applicationsOpen: open } = await readProgramme(db, programmeId, now)
      const pass = {
        programmeId,
        issuedAt: now.getTime(),
        nonce: randomBytes(12).toString('base64url'),
        workBits: guard.workBits,
      }
      return {
        ecosystem: (await readEcosystem(db)).name,
        programme: name,
        description,
        open,
        ...asks,
        pass: await form.signed(db, 'form', passText(pass)),
        workBits: guard.workBits,
      }
    }),
  ),
  handleOutside(api.uploadApplicationFile, async (ctx, { slug, fileName, ...passed }) => {
    const { nonce, ecosystemId } = await atForm(ctx, slug, async (acting) => {
      await refuseClosed(acting)
      const pass = await checkPass(acting, passed, 0)
      if ((await form.uploadsBy(acting.db, pass.nonce)) >= mostFiles)
        throw new Refusal('too_many', say`These are more files than one application may have, ${mostFiles}.`)
      return { nonce: pass.nonce, ecosystemId: (await readEcosystem(acting.db)).id }
    })
    const { services, now, request } = ctx
    const body = (request.body ?? new Blob([]).stream()) as unknown as AsyncIterable<Uint8Array>
    const file = await keepFile(
      services.database,
      { ecosystemId, partnerId: null },
      { name: fileName, body, most: mostFileBytes, now },
    )
    await atForm(ctx, slug, ({ db }) => form.keepUpload(db, file.id, nonce, now))
    return { fileId: file.id, name: fileName, bytes: file.bytes }
  }),
  handleOutside(api.submitApplication, (ctx, { slug, pass: token, work, fax, documents, ...applicant }) =>
    atForm(ctx, slug, async (acting, { applicationForm: { guard, questions, documents: asked } }) => {
      const { db, now, programmeId } = acting
      await refuseClosed(acting)
      const pass = await checkPass(acting, { pass: token, work }, guard.minimumSeconds)
      const answer = { received: true, email: applicant.email } as const
      // A robot that fills in what nobody sees is told what a person is told, and nothing happens.
      if (fax !== '') return answer
      const wrongs = wrongAnswers(
        questions,
        applicant.answers,
        documents.map((one) => one.key),
      )
      const [first] = wrongs
      if (first) throw wrong(`answers.${first[0]}`, first[1])
      const unasked = documents.find((one) => ![...questions, ...asked].some(({ key }) => key === one.key))
      if (unasked) throw wrong('documents', say`the form does not ask for “${unasked.key}”`)
      if ((await form.usesFrom(db, ctx.network, new Date(now.getTime() - hour))) >= guard.perNetworkAndHour)
        throw new Refusal(
          'too_many',
          say`Too many applications came from your network within the last hour. Try again later.`,
        )
      if (!(await form.usePass(db, pass.nonce, ctx.network, now)))
        throw again(say`This form was sent already. Load the page again to apply once more.`)
      acting.named(applicant.contact)
      const language = languageOf(ctx.request.headers.get('accept-language'))
      const row = newApplication(applicant, {
        programmeId,
        source: 'form',
        sourceKey: null,
        submittedAt: now,
        now,
        language,
      })
      const before = await sameApplication(db, row)
      if (before) {
        await acting.record({
          verb: 'application.repeated',
          objectId: before.id,
          organizationId: before.organizationId,
        })
        await writeReceipt(acting, before)
        return answer
      }
      await insertApplications(db, [row])
      if ((await form.claimUploads(db, pass.nonce, row.id, documents)) < documents.length)
        throw wrong('documents', say`a file was not uploaded with this form; upload it again`)
      await acting.record(submitted(row))
      await writeReceipt(acting, { ...row, language })
      return answer
    }),
  ),
]
