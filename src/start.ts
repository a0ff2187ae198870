import type { Identify } from './asker.ts'
import { createChecker } from './checker.ts'
import type { Config } from './config.ts'
import type { Exacta } from './exacta.ts'
import { createFeedbackWriter } from './feedback-writer.ts'
import { sendDigest } from './flags/digest.ts'
import { createFlags } from './flags/flags.ts'
import { type ClassesForChats, createClasses } from './grading/chat/classes.ts'
import type { FeedbackWriter } from './grading/feedback/feedback.ts'
import { createIdentify, ownSecret } from './identity.ts'
import { createLog, type Log } from './log.ts'
import { chatEntries, createExacta } from './pipeline.ts'
import { loadRegistry } from './registry.ts'
import { createPictures } from './render/picture/pictures.ts'
import type { Reply } from './reply.ts'
import { createSandbox } from './sandbox.ts'
import { coursesFolder, loadSets } from './sets/load-sets.ts'
import { explainerFor, modelFor } from './start-explainer.ts'
import { openDatabase } from './store/database.ts'

export type Started = {
  readonly exacta: Exacta
  /** Who somebody is, as surfaces tell it to the pipeline. */
  readonly identify: Identify
  /** Sends the digest of the week when it is due; absent where nothing is kept. */
  readonly sendDigest?: ((post: (digest: Reply) => Promise<void>) => Promise<boolean>) | undefined
  /** Grading for people in chats; absent where nothing is kept. */
  readonly classes?: ClassesForChats | undefined
  /** Writes feedback on graded answers; absent where no model is configured. */
  readonly feedback?: FeedbackWriter | undefined
  readonly log: Log
  /** Opens the store now. The embedded one blocks this process meanwhile, so it must not be opened by the first flag. */
  openStore(): Promise<void>
  stop(): Promise<void>
}

/** Puts the stages together as configured. `mostEntries` is raised for scripts. */
export const start = async (config: Config, mostEntries = chatEntries): Promise<Started> => {
  const log = createLog(config.logLevel)
  const sandbox = createSandbox({ timeoutMs: 1000, memoryMb: 128 })
  const pictures = createPictures({
    refused: (name, because) => log.debug({ picture: name, because }, 'a picture was not drawn'),
  })
  const database = config.store && openDatabase(config.store)
  const flags = database && createFlags(database)
  const checker = createChecker({ log })
  const now = (): Date => new Date()
  const sets = await loadSets(coursesFolder)
  const registry = await loadRegistry()
  const writing = modelFor(config, database, log)
  const feedback =
    writing &&
    createFeedbackWriter({
      ...writing,
      registry,
      checker,
      flags,
      mostTexts: config.explanations?.feedbackTexts,
    })
  const classes =
    database &&
    createClasses(async () => {
      // BullMQ and its like are loaded when somebody grades.
      const { openForChats } = await import('./open-grading.ts')
      return openForChats(config, { database, sets, exacta, feedback }, log)
    }, log)
  const exacta: Exacta = createExacta({
    registry,
    sets,
    sandbox,
    pictures,
    now,
    mostEntries,
    log,
    explainer: explainerFor(config, writing, database),
    checker,
    flags,
    classes,
    withholdsWrong: config.explanations?.withholdsWrong,
  })
  return {
    exacta,
    identify: identifyFor(config),
    sendDigest: database && flags && ((post) => sendDigest({ flags, database, post, now, log })),
    classes,
    feedback,
    log,
    openStore: async () => {
      await database?.query('SELECT 1').catch((error: unknown) => {
        log.error({ err: error }, 'the store did not open: flags and costs are not kept')
      })
    },
    stop: async () => {
      await classes?.stop()
      await Promise.all([sandbox.stop(), pictures.stop(), checker.stop(), database?.stop()])
    },
  }
}

/** Made when somebody first asks: commands that ask nobody leave no key behind. */
const identifyFor = ({ pseudonymSecret, store, staff = {} }: Config): Identify => {
  let identify: Identify | undefined
  return (person) => {
    identify ??= createIdentify(pseudonymSecret ?? ownSecret(store?.folder), staff)
    return identify(person)
  }
}
