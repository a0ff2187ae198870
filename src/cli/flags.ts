import { readConfig } from '../config.ts'
import { exportLine } from '../flags/export.ts'
import { createFlags } from '../flags/flags.ts'
import { openDatabase } from '../store/database.ts'
import { StoreInUseError } from '../store/embedded.ts'

/** Decided flags to standard output, as labelled explanations that `exacta eval` reads. */
export const exportFlags = async (): Promise<void> => {
  const database = openDatabase(readConfig().store ?? {})
  try {
    for await (const flag of createFlags(database).all()) process.stdout.write(exportLine(flag) ?? '')
  } catch (error) {
    if (!(error instanceof StoreInUseError)) throw error
    process.stderr.write(`${error.message} In a chat, \`/flags export:true\` gives the same file.\n`)
    process.exitCode = 1
  } finally {
    await database.stop()
  }
}
