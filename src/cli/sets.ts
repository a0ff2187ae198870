import { readConfig } from '../config.ts'
import { checkSet } from '../grading/check-sets.ts'
import { coursesFolder, loadSets, SetError } from '../sets/load-sets.ts'
import { start } from '../start.ts'

/** Prints what is wrong with the problem sets; exit code 1 where something must be mended. A disputed key is no fault of the set. */
export const checkSets = async (): Promise<void> => {
  const { exacta, stop } = await start(readConfig(), 1_000_000)
  try {
    const sets = await loadSets(coursesFolder)
    for (const set of sets) {
      const findings = await checkSet(set, exacta)
      const judged = set.parts.filter(({ solutions }) => solutions.length === 0).length
      const bad = findings.filter(({ kind }) => kind === 'bad').length
      process.stdout.write(
        `${bad === 0 ? '✓' : '✗'} ${set.course}/${set.name}: ${set.parts.length} parts, ${judged} for a person\n`,
      )
      for (const { part, kind, says } of findings)
        process.stdout.write(`  ${kind === 'bad' ? '✗' : '⚠'} ${part}: ${says}\n`)
      if (bad > 0) process.exitCode = 1
    }
  } catch (error) {
    if (!(error instanceof SetError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  } finally {
    await stop()
  }
}
