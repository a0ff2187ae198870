import { readConfig } from '../config.ts'
import { checkSet } from '../grading/check-sets.ts'
import { many } from '../render/grading-reply.ts'
import { coursesFolder, loadSets, unusableSets } from '../sets/load-sets.ts'
import { start } from '../start.ts'

/** Prints what is wrong with the problem sets; exit code 1 where something must be mended. A disputed key is no fault of the set. */
export const checkSets = async (): Promise<void> => {
  const unusable = await unusableSets(coursesFolder)
  for (const { message } of unusable) process.stdout.write(`✗ ${message}\n`)
  if (unusable.length > 0) {
    process.exitCode = 1
    return
  }
  const { exacta, stop } = await start(readConfig(), 1_000_000)
  try {
    const sets = await loadSets(coursesFolder)
    for (const set of sets) {
      const findings = await checkSet(set, exacta)
      const judged = set.parts.filter(({ solutions }) => solutions.length === 0).length
      const bad = findings.filter(({ kind }) => kind === 'bad').length
      process.stdout.write(
        `${bad === 0 ? '✓' : '✗'} ${set.course}/${set.name}: ${many(set.parts.length, 'part')}, ${judged} for a person\n`,
      )
      for (const { part, kind, says } of findings)
        process.stdout.write(`  ${kind === 'bad' ? '✗' : '⚠'} ${part}: ${says}\n`)
      if (bad > 0) process.exitCode = 1
    }
  } finally {
    await stop()
  }
}
