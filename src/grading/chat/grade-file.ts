import { anyone } from '../../asker.ts'
import type { Address, GradeOrder, Request } from '../../exacta.ts'
import {
  renderBatchProgress,
  renderCancelled,
  renderGoesOn,
  renderLostFile,
  renderOver,
  renderReading,
  repeatedText,
} from '../../render/grading-reply.ts'
import type { Reply } from '../../reply.ts'
import { columnNames } from '../import/column-names.ts'
import { importLimits } from '../import/limits.ts'
import { findSet, prepareBatch } from '../prepare-batch.ts'
import { type Parts, shownOf } from './conclude.ts'
import { sharesOf } from './files.ts'
import { type News, newsOf } from './follow.ts'
import { joinBatch } from './join-batch.ts'
import { checkFile, withFile } from './receive.ts'
import { noteProgress } from './request-notes.ts'
import { beginRequest, dropRequest, type GradeRequest, newRequestId, stateOf } from './requests.ts'
import { sealAddress } from './tell.ts'
import type { Watch } from './watch.ts'

export type Opened = { readonly parts: Parts; readonly watch: Watch }

type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/** Two imports of one file would be in each other's way. */
export const oneAtATime = (): InTurn => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}

/** Brings a file in as a batch, and shows how it goes on for as long as the request can be answered. */
export const gradeFile = async (
  { parts, watch }: Opened,
  importing: InTurn,
  { set: name, file, columns, feedback = false }: GradeOrder,
  request: Request,
): Promise<Reply> => {
  const { database, queue, seal, sets } = parts
  const set = findSet(name, sets)
  const given = columns === undefined ? {} : columnNames(columns, set)
  checkFile(file, importLimits.bytes)
  const { asker = anyone, address, onProgress } = request
  const waiting = {
    id: newRequestId(),
    asker: asker.pseudonym,
    set: set.name,
    address: address ? sealAddress(seal, address) : null,
    feedback: feedback ? ('wanted' as const) : null,
  }
  const { id } = waiting
  await beginRequest(database.query, waiting, watch.name)
  if (address?.progress) noteWhere(parts, id, { ...address, progress: address.progress })
  const signal = watch.begin(id)
  const notes: string[] = []
  const noted = (reply: Reply): Reply => withNotes(reply, notes)
  const show = onProgress && ((progress: Reply) => onProgress(noted(progress)))
  show?.(renderReading(set.name, 0))
  const within = address || !request.signal ? signal : AbortSignal.any([signal, request.signal])
  let batch: string
  try {
    const prepared = await importing(() =>
      withFile(parts.shelf.folderFor(id), file, importLimits.bytes, within, (path) =>
        prepareBatch(database, seal, {
          path,
          set,
          grader: queue.grader,
          columns: given,
          askedBy: asker.pseudonym,
          onKept: (count) => show?.(renderReading(set.name, count)),
          // A column that is named almost like a part is missed by nobody else.
          onIgnored: (headings) => {
            if (headings.length > 0)
              notes.push(`Columns that are not used: ${headings.slice(0, 40).join(', ')}`)
          },
          onRepeated: (repeated) => notes.push(repeatedText(repeated)),
        }),
      ),
    )
    batch = prepared.batch
  } catch (error) {
    const withdrawn = within.aborted
    watch.giveUp(id)
    // Nobody may read what this process still says: the next one finds the request and tells.
    if (watch.stopping.aborted && address) return renderLostFile(set.name)
    await dropRequest(database.query, id)
    if (watch.stopping.aborted) return renderLostFile(set.name)
    if (withdrawn) return renderCancelled(id, set.name, false)
    throw error
  }
  if (!(await joinBatch(database, id, batch))) {
    watch.giveUp(id)
    return renderCancelled(id, set.name, false)
  }
  const seen = { ...request, onProgress: show }
  return noted(await seeToIt({ parts, watch }, { ...waiting, batch, state: 'waiting' }, seen))
}

/** Where it cannot be noted, the message stays as this process leaves it. */
const noteWhere = (
  { database, seal }: Pick<Parts, 'database' | 'seal'>,
  id: string,
  { platform, progress }: Pick<Required<Address>, 'platform'> & { readonly progress: Promise<string> },
): void => {
  progress
    .then((place) => noteProgress(database.query, id, sealAddress(seal, { platform, place })))
    .catch(() => undefined)
}

const withNotes = (reply: Reply, notes: readonly string[]): Reply => ({
  ...reply,
  blocks: [...reply.blocks, ...notes.map((note) => ({ kind: 'text' as const, runs: [note] }))],
})

/** Shows how it goes on for as long as the request can be answered, and how it ended if that is by then. */
const seeToIt = async ({ parts, watch }: Opened, waiting: GradeRequest, request: Request): Promise<Reply> => {
  let last: News | undefined
  const seen = watch.see(waiting, (news) => {
    last = news
    request.onProgress?.(renderBatchProgress(shownOf(waiting, news)))
  })
  const over = await Promise.race([seen, aborted(request.signal)])
  const { batch } = waiting
  if (over && waiting.address === null) return over.reply
  if (!over && (await stateOf(parts.database.query, waiting.id)) === 'withdrawn')
    return renderCancelled(waiting.id, waiting.set, true)
  if (over && !over.told) return inOneMessage(over.reply)
  const news = over || !last ? await newsOf(parts.database.query, batch ?? '') : last
  const shown = shownOf(waiting, news)
  return over ? renderOver(shown, true) : renderGoesOn(shown, waiting.address !== null)
}

/** What one message takes of it: the request stays untold, so that status gives the rest. */
const inOneMessage = (reply: Reply): Reply => {
  const [files = [], ...more] = sharesOf(reply.files)
  if (more.length === 0) return reply
  const runs = ['These are the first of its files; `/grade status` gives all, one message at a time.']
  return { ...reply, files, blocks: [...reply.blocks, { kind: 'text', runs }] }
}

const aborted = (signal: AbortSignal | undefined): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal?.aborted) resolve(undefined)
    signal?.addEventListener('abort', () => resolve(undefined), { once: true })
  })
