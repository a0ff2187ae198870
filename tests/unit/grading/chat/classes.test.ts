import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { InputError } from '../../../../src/errors.ts'
import type { Request } from '../../../../src/exacta.ts'
import type { GivenFile } from '../../../../src/given-file.ts'
import { type ClassesForChats, createClasses } from '../../../../src/grading/chat/classes.ts'
import type { Parts } from '../../../../src/grading/chat/conclude.ts'
import type { FeedbackWriter } from '../../../../src/grading/feedback/feedback.ts'
import { createLog } from '../../../../src/log.ts'
import { openForChats } from '../../../../src/open-grading.ts'
import type { Reply } from '../../../../src/reply.ts'
import { coursesFolder, loadSets, type ProblemSets } from '../../../../src/sets/load-sets.ts'
import { type Started, start } from '../../../../src/start.ts'
import { type Database, openDatabase } from '../../../../src/store/database.ts'

const given = (text: string, name = 'answers.csv', bytes = text.length): GivenFile => ({
  name,
  bytes,
  async *read() {
    yield Buffer.from(text)
  },
})
const textOf = ({ title, blocks }: Reply): string =>
  `${title}\n${JSON.stringify(blocks)}`.replaceAll('\\n', '\n')
const table = (student: string): string =>
  `student,part,answer\n${student},2b,1/sqrt(d_in)\n${student},2c,d_out\n`

/** A file whose rest does not come. */
const stuck: GivenFile = {
  ...given(table('eve')),
  async *read(signal) {
    yield Buffer.from('student,')
    if (signal) await once(signal, 'abort')
    throw new Error('called off')
  },
}

/** Opening a store takes seconds. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 60_000, interval: 100 })

/** Says of each answer what it is; after `most` texts it never ends. */
const writerOf = (most = Number.POSITIVE_INFINITY) => {
  const asked: string[] = []
  const feedback: FeedbackWriter = {
    mostTexts: 100,
    hasBudget: async () => true,
    async write({ answer }, signal) {
      if (asked.length >= most) {
        await once(signal, 'abort')
        throw new Error('called off')
      }
      asked.push(answer)
      return { state: 'unverified', says: `@everyone ${answer}`, claims: 2, unverified: 1 }
    },
  }
  return { asked, feedback }
}
const wrongTable = (student: string): string =>
  `student,part,answer\n${student},2b,1/d_in\n${student},2c,d_out^7\n${student},2d,1/sqrt(d_in)\n`
const tableIn = (reply: Reply | undefined): string =>
  Buffer.from(reply?.files.find(({ name }) => name === 'hw4-graded.csv')?.bytes ?? []).toString()

type Told = { readonly place: string; readonly reply: Reply }

/** A bot whose process can end at any time; all share one store, as one after the other does. */
const createBots = (database: Database, sets: ProblemSets, exacta: Started['exacta'], folder: string) => {
  const running: ClassesForChats[] = []
  const bot = ({
    works = true,
    reaches = true,
    platform = 'discord' as 'discord' | 'slack',
    fullFor = 0,
    /** After so many messages it is killed: nothing that it does then is noted. */
    most = Number.POSITIVE_INFINITY,
    files = undefined as Reply['files'] | undefined,
    feedback = undefined as FeedbackWriter | undefined,
  } = {}) => {
    const told: Told[] = []
    const settled: Told[] = []
    const classes = createClasses(async (): Promise<Parts> => {
      const parts = await openForChats(
        { logLevel: 'silent', store: { folder }, grading: { dataKey: 'a key of sixteen signs' } },
        { database, sets, exacta, feedback },
        createLog('silent'),
      )
      const shelf: Parts['shelf'] = {
        ...parts.shelf,
        async fetch(...what) {
          if (fullFor-- > 0) throw Object.assign(new Error('write'), { code: 'ENOSPC' })
          const fetched = await parts.shelf.fetch(...what)
          return files ? { ...fetched, files } : fetched
        },
      }
      return works ? { ...parts, shelf } : { ...parts, work: async () => ({ stop: async () => undefined }) }
    }, createLog('silent'))
    classes.announceBy(
      platform,
      async (place, reply) => {
        if (told.length >= most) await new Promise(() => undefined)
        if (reaches) told.push({ place, reply })
        return reaches
      },
      async (place, reply) => void settled.push({ place, reply }),
    )
    running.push(classes)
    return { classes, told, settled }
  }
  return { bot, stop: () => Promise.all(running.map((classes) => classes.stop())) }
}

describe('grading for people in chats', { timeout: 120_000 }, () => {
  let folder: string
  let database: Database
  let started: Started
  let bots: ReturnType<typeof createBots>
  let sets: ProblemSets

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exacta-chat-'))
    database = openDatabase({})
    started = await start({ logLevel: 'silent' })
    sets = await loadSets(coursesFolder)
    bots = createBots(database, sets, started.exacta, folder)
  }, 120_000)

  afterAll(async () => {
    await bots.stop()
    await started.stop()
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const ask = (person: string, extra: Partial<Request> = {}): Request => ({
    asker: { pseudonym: person, course: 'course', staff: true },
    address: {
      platform: 'discord',
      place: `place of ${person}`,
      progress: Promise.resolve(`place of ${person}’s progress`),
    },
    ...extra,
  })
  const kept = async (): Promise<string> =>
    JSON.stringify(await database.query('select * from grading.requests order by created_at'))

  it('goes on after the process has ended, and tells the end once', async () => {
    const first = bots.bot({ works: false })
    const gone = new AbortController()
    const begun = first.classes.grade(
      { set: 'hw4', file: given(table('ada')) },
      ask('t1', { signal: gone.signal }),
    )
    await eventually(async () => textOf(await first.classes.status(ask('t1')))).toMatch(/0 of 2 +grading/)
    gone.abort()
    expect(textOf(await begun)).toMatch(/It goes on, and you get a message at the end/)
    expect(await kept()).not.toContain('place of t1')
    await first.classes.stop()
    const second = bots.bot()
    await second.classes.resume()
    await eventually(() => second.told.length).toBe(1)
    expect(second.told[0]).toMatchObject({ place: 'place of t1', reply: { private: true } })
    expect(textOf(second.told[0]?.reply ?? (await begun))).toMatch(/Graded hw4 · 1 student × 2 parts/)
    await eventually(() => kept()).toMatch(/"state":"told","address":null.*"progress":null/)
    // What the first process showed ends as well; the files are in the message of the end alone.
    expect(second.settled).toMatchObject([{ place: 'place of t1’s progress', reply: { files: [] } }])
    expect(textOf(second.settled[0]?.reply ?? (await begun))).toMatch(
      /^Graded hw4 · 1 student × 2 parts\n.*The files are in a direct message to you/s,
    )
    expect(first.settled).toEqual([])
    const third = bots.bot()
    await second.classes.stop()
    await third.classes.resume()
    expect(textOf(await third.classes.status(ask('t1')))).toMatch(/2 of 2 +done/)
    expect(third.told).toEqual([])
    expect(first.told).toEqual([])
    await third.classes.stop()
  })

  it.each([
    ['killed', false],
    ['stopped', true],
  ])('says so where the file was not read to its end by a process that was %s', async (how, stops) => {
    const first = bots.bot({ works: false })
    const lost = first.classes.grade({ set: 'hw4', file: stuck }, ask(how))
    await eventually(async () => textOf(await first.classes.status(ask(how)))).toMatch(/reading the file/)
    if (stops) {
      await first.classes.stop()
      await lost
    }
    // A process that is killed cleans nothing up: its successor finds the request as it stood.
    const second = bots.bot()
    await second.classes.resume()
    await eventually(() => second.told.length).toBe(1)
    expect(textOf(second.told[0]?.reply ?? (await lost))).toMatch(/Please hand it in again/)
    await eventually(() => second.settled.length).toBe(1)
    expect(textOf(second.settled[0]?.reply ?? (await lost))).toMatch(/Please hand it in again/)
    await second.classes.stop()
    await first.classes.stop()
  })

  it('is seen to while its file is read, and by no bot that cannot tell', async () => {
    const first = bots.bot({ works: false })
    const lost = first.classes.grade({ set: 'hw4', file: stuck }, ask('t8'))
    await eventually(async () => textOf(await first.classes.status(ask('t8')))).toMatch(/reading the file/)
    await database.query("update grading.requests set watched_until = now() - interval '1 second'")
    await eventually(() =>
      database.query(`select id from grading.requests where asker = 't8' and watched_until > now()`),
    ).toHaveLength(1)
    const foreign = bots.bot({ platform: 'slack' })
    await foreign.classes.resume()
    await first.classes.stop()
    expect((await lost).title).toBe('Grading hw4')
    const next = bots.bot()
    await next.classes.resume()
    await eventually(() => next.told.length).toBe(1)
    expect(foreign.told).toEqual([])
    await Promise.all([foreign, next].map(({ classes }) => classes.stop()))
  })

  it('stops on request, keeps what is graded, and says which where there are several', async () => {
    const { classes, told } = bots.bot({ works: false })
    const [one, two] = ['grace', 'alan'].map((student) =>
      classes.grade({ set: 'hw4', file: given(table(student)) }, ask('t3')),
    )
    await eventually(async () => textOf(await classes.status(ask('t3'))).match(/grading/g)?.length).toBe(2)
    await expect(classes.cancel(undefined, ask('t3'))).rejects.toThrow(
      /Say which of yours: \w{6} \(hw4\), \w{6}/,
    )
    await expect(classes.cancel(undefined, ask('another'))).rejects.toThrow(/Nothing of yours/)
    const ids = textOf(await classes.status(ask('t3'))).match(/\b[a-z\d]{6}(?= +hw4)/g) ?? []
    await expect(classes.cancel(ids[0], ask('another'))).rejects.toThrow(InputError)
    for (const id of ids)
      expect(textOf(await classes.cancel(id, ask('t3')))).toMatch(/stops. What is graded is kept/)
    expect(textOf((await one) ?? (await classes.status(ask('t3'))))).toMatch(/Cancelled/)
    await two
    expect(told.map(({ reply }) => reply.title)).toEqual([
      'Cancelled: hw4 · 0 of 2',
      'Cancelled: hw4 · 0 of 2',
    ])
    await classes.stop()
  })

  it('does not stop what somebody else waits for', async () => {
    const { classes, told } = bots.bot({ works: false })
    const file = given(table('emmy'))
    const mine = classes.grade({ set: 'hw4', file }, ask('t4'))
    const theirs = classes.grade({ set: 'hw4', file }, ask('t5'))
    await eventually(async () => textOf(await classes.status(ask('t5')))).toMatch(/grading/)
    expect(textOf(await classes.cancel(undefined, ask('t4')))).toMatch(/somebody else waits/)
    expect(textOf(await classes.status(ask('t5')))).toMatch(/grading/)
    expect(textOf(await classes.status(ask('t4')))).toMatch(/cancelled/)
    await classes.cancel(undefined, ask('t5'))
    await theirs
    expect(told.map(({ place }) => place)).toEqual(['place of t5'])
    expect(textOf(await mine)).toMatch(/^Cancelled\n.*You are not told of hw4/)
    await classes.stop()
  })

  it('gives the files by status to who could not be told', async () => {
    const { classes } = bots.bot({ reaches: false })
    const gone = AbortSignal.abort()
    await classes.grade({ set: 'hw4', file: given(table('sofia')) }, ask('t6', { signal: gone }))
    await eventually(async () => textOf(await classes.status(ask('someone'))) && (await kept())).toMatch(
      /"untold"/,
    )
    const status = await classes.status(ask('t6'))
    expect(status.private).toBe(true)
    expect(status.files.map(({ name }) => name)).toContain('hw4-graded.csv')
    // Whether a reply arrived nobody tells, so the files are there for whoever asks again.
    const again = await classes.status(ask('t6'))
    expect(again.files.map(({ name }) => name)).toEqual(status.files.map(({ name }) => name))
    await classes.stop()
    // The next process owes them as well, and tells nobody unasked who cannot be told.
    const next = bots.bot()
    await next.classes.resume()
    const later = await next.classes.status(ask('t6'))
    expect(later.files.map(({ name }) => name)).toEqual(status.files.map(({ name }) => name))
    const graded = later.files.find(({ name }) => name === 'hw4-graded.csv')
    expect(Buffer.from(graded?.bytes ?? []).toString()).toMatch(/sofia,2b,correct/)
    expect((await next.classes.status(ask('someone'))).files).toEqual([])
    expect(next.told).toEqual([])
    await next.classes.stop()
  })

  it('tells no message twice when it is killed between two of them', async () => {
    const file = (name: string) => ({ name, about: name, bytes: new Uint8Array(6 * 2 ** 20) })
    const files = [file('a.csv'), file('b.csv'), file('c.csv')]
    const first = bots.bot({ files, most: 2 })
    await first.classes.grade(
      { set: 'hw4', file: given(table('maria')) },
      ask('t10', { signal: AbortSignal.abort() }),
    )
    await eventually(() => kept()).toMatch(/"told_files":\["a.csv","b.csv"\]/)
    // It is gone without a word; its lease runs out.
    const second = bots.bot({ files })
    await second.classes.resume()
    await eventually(() => second.told.length).toBe(1)
    const shown = [...first.told, ...second.told].map(({ reply }) => [
      reply.blocks.length > 1,
      reply.files.map(({ name }) => name).join(),
    ])
    expect(shown).toEqual([
      [true, 'a.csv'],
      [false, 'b.csv'],
      [false, 'c.csv'],
    ])
    await eventually(async () => textOf(await second.classes.status(ask('t10')))).toMatch(/2 of 2 +done/)
    await second.classes.stop()
  })

  it('concludes again what could not be concluded', async () => {
    const { classes, told } = bots.bot({ fullFor: 1 })
    await expect(classes.grade({ set: 'hw4', file: given(table('lise')) }, ask('t9'))).rejects.toThrow(
      'write',
    )
    expect(told).toEqual([])
    await classes.resume()
    await eventually(() => told.map(({ reply }) => reply.title)).toEqual(['Graded hw4 · 1 student × 2 parts'])
    await classes.stop()
  })

  it('goes on with feedback after a restart, and asks for no text again', async () => {
    const before = writerOf(1)
    const first = bots.bot({ feedback: before.feedback })
    void first.classes.grade(
      { set: 'hw4', file: given(wrongTable('rosa')), feedback: true },
      ask('t11', { signal: AbortSignal.abort() }),
    )
    await eventually(async () => textOf(await first.classes.status(ask('t11')))).toMatch(/writing feedback/)
    await eventually(() => database.query('select ordinal from grading.feedback')).toHaveLength(1)
    await first.classes.stop()
    const after = writerOf()
    const second = bots.bot({ feedback: after.feedback })
    await second.classes.resume()
    await eventually(() => second.told.length).toBe(1)
    const reply = second.told[0]?.reply
    expect(first.told).toEqual([])
    expect([...before.asked, ...after.asked].toSorted()).toEqual(['1/d_in', 'd_out^7'])
    expect(JSON.stringify(reply?.blocks)).toContain('Feedback: 2 answers with a text.')
    expect(tableIn(reply)).toMatch(
      /rosa,2b,wrong,.*Not checked in full: 1 of 2 claims could not be\. @everyone/,
    )
    expect(tableIn(reply)).toMatch(/rosa,2d,correct,.*,\n/)
    await second.classes.stop()
  })

  it('stops writing feedback on request, and gives what there is', async () => {
    const gate = Promise.withResolvers<void>()
    const asked: string[] = []
    const feedback: FeedbackWriter = {
      mostTexts: 100,
      hasBudget: async () => true,
      async write({ answer }) {
        asked.push(answer)
        if (asked.length > 1) await gate.promise
        return { state: 'agrees', says: answer, claims: 1, unverified: 0 }
      },
    }
    const { classes, told } = bots.bot({ feedback })
    const shown: string[] = []
    // More answers than are asked about at once.
    const many = [2, 3, 4, 5, 6, 7, 8].map((power) => `ruth ${power},2b,d_in^${power}`)
    void classes.grade(
      { set: 'hw4', file: given(`student,part,answer\n${many.join('\n')}\n`), feedback: true },
      ask('t12', { onProgress: (progress) => shown.push(textOf(progress)) }),
    )
    await eventually(() => shown.at(-1)).toMatch(/Feedback: 1 of \d texts/)
    expect(textOf(await classes.cancel(undefined, ask('t12')))).toMatch(/No more feedback/)
    gate.resolve()
    await eventually(() => told.length).toBe(1)
    expect(JSON.stringify(told[0]?.reply.blocks)).toMatch(
      /\d answers? with a text · \d without\. It was stopped/,
    )
    expect(tableIn(told[0]?.reply)).toMatch(/ruth 2,2b,wrong,/)
    await classes.stop()
  })

  it('grades without feedback where no model is, and says so', async () => {
    const { classes } = bots.bot()
    const reply = await classes.grade(
      { set: 'hw4', file: given(wrongTable('olga')), feedback: true },
      { ...ask('t13'), address: undefined },
    )
    expect(textOf(reply)).toMatch(/Feedback: 2 without\. No model is configured/)
    expect(tableIn(reply)).toMatch(/olga,2b,wrong,/)
    await classes.stop()
  })

  it('takes the files of who waits here, without an address', async () => {
    const { classes, told } = bots.bot()
    const reply = await classes.grade(
      { set: 'hw4', file: given(table('niels')) },
      { ...ask('t7'), address: undefined },
    )
    expect(reply.title).toBe('Graded hw4 · 1 student × 2 parts')
    expect(reply.files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['hw4-graded.csv', 'hw4-canvas.csv', 'hw4-gradescope.zip', 'hw4-summary.txt']),
    )
    expect(told).toEqual([])
    await classes.stop()
  })

  it('tells what changed since the same person had the same class graded, after the set was changed', async () => {
    const order = { set: 'hw4', file: given(table('hedy')) }
    const inTerminal = (person: string) => ask(person, { address: undefined })
    // Bots of other tests, which work on with the set as it was, are none of this class's.
    const own = openDatabase({})
    const before = createBots(own, sets, started.exacta, folder)
    const { classes } = before.bot()
    const first = await classes.grade(order, inTerminal('t21'))
    expect(first.files.map(({ name }) => name)).not.toContain('hw4-regrade.csv')
    expect(textOf(first)).not.toContain('Against your grading')
    await classes.stop()
    const changed = sets.map((set) => ({
      ...set,
      parts: set.parts.map((part) => (part.part === '2b' ? { ...part, points: 3 } : part)),
    }))
    const later = createBots(own, changed, started.exacta, folder)
    const second = later.bot()
    const again = await second.classes.grade(order, inTerminal('t21'))
    expect(textOf(again)).toMatch(/Against your grading of \d{4}-\d\d-\d\d \d\d:\d\d UTC 1 grade changed/)
    const regrade = again.files.find(({ name }) => name === 'hw4-regrade.csv')
    expect(Buffer.from(regrade?.bytes ?? []).toString()).toMatch(
      /^student,part,was,is,points were,points are,reason\nhedy,2b,correct,correct,1,3,[^\n]*\n$/,
    )
    // Another teacher has not graded it before, and the first file's own grading has none before it.
    const others = await second.classes.grade(order, inTerminal('t22'))
    expect(textOf(others)).not.toContain('Against your grading')
    await later.stop()
    const third = before.bot()
    expect(textOf(await third.classes.grade(order, inTerminal('t21')))).not.toContain('Against your grading')
    await before.stop()
    await own.stop()
  })

  it('leaves nothing of files, people and addresses behind', async () => {
    const all = await kept()
    expect(all).not.toContain('place of')
    const texts = JSON.stringify([
      await database.query('select * from grading.students'),
      await database.query('select student, part, answer, place from grading.submissions'),
    ])
    for (const name of [
      'ada',
      'grace',
      'alan',
      'emmy',
      'sofia',
      'niels',
      'maria',
      'rosa',
      'ruth',
      'olga',
      'hedy',
    ])
      expect(texts).not.toContain(name)
    expect(await readdir(join(folder, 'reports')).catch(() => [])).toEqual([])
  })
})
