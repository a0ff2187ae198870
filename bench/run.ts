import { readdir } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import type { Figure } from './measure.ts'

/** Runs every `*.bench.ts` here, or those whose names are given, one after the other. */
const wanted = process.argv.slice(2)
const files = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('.bench.ts')).sort()

const { length, 0: first } = cpus()
console.log(
  `Node ${process.version}, ${length} × ${first?.model ?? 'CPU'}, ${Math.round(totalmem() / 2 ** 30)} GiB\n`,
)

for (const file of files) {
  const name = file.replace('.bench.ts', '')
  if (wanted.length > 0 && !wanted.includes(name)) continue
  // Every benchmark file exports `measure`, which gives its figures.
  const { measure } = (await import(`./${file}`)) as { measure(): Promise<readonly Figure[]> }
  console.log(name)
  for (const { what, value, aim } of await measure())
    console.log(`  ${what.padEnd(58)}${value.padStart(14)}${aim ? `   aim ${aim}` : ''}`)
  console.log()
}
