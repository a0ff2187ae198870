import { ConfigError, readConfig } from '../config.ts'
import type { Exacta } from '../exacta.ts'
import type { Reply, Tone } from '../reply.ts'
import { coursesFolder, findProblem, loadSets, type ProblemSets } from '../sets/load-sets.ts'
import { start } from '../start.ts'

export type AuditOptions = { readonly set: string; readonly model?: string }

const words: Readonly<Record<Tone, string>> = {
  green: 'agrees',
  amber: 'amber',
  red: 'wrong',
  grey: 'unchecked',
  plain: 'no text',
}

/** How a model fares on a problem set: every part explained, checked, and counted by verdict. */
export const audit = async ({ set, model }: AuditOptions): Promise<void> => {
  const sources = partsOf(set, await loadSets(coursesFolder))
  const config = readConfig(undefined, model)
  if (!config.model)
    throw new ConfigError(
      '--model NAME, or MODEL, is needed to audit one; OPENAI_API_KEY and OPENAI_BASE_URL say where it is',
    )
  const { exacta, stop } = await start(config)
  try {
    process.stdout.write(`${config.model.name} on ${set}\n`)
    await auditParts(sources, exacta)
  } finally {
    await stop()
  }
}

/** Parts that a command solves. Throws ConfigError where there is no such set. */
const partsOf = (name: string, sets: ProblemSets): readonly string[] => {
  const found = findProblem(name, sets)
  if (!found)
    throw new ConfigError(
      `There is no set ${name}. There are ${sets.map((s) => `${s.course}/${s.name}`).join(', ')}.`,
    )
  return found.set.parts.filter(({ solutions }) => solutions.length > 0).map(({ part }) => `${name} ${part}`)
}

const auditParts = async (sources: readonly string[], exacta: Exacta): Promise<void> => {
  const counts = new Map<Tone, number>()
  for (const source of sources) {
    const reply = await exacta.explain(source, {
      level: 'full',
      asker: { pseudonym: 'audit', course: 'audit', staff: true },
    })
    counts.set(reply.tone, (counts.get(reply.tone) ?? 0) + 1)
    process.stdout.write(`${source.padEnd(24)} ${words[reply.tone].padEnd(10)} ${firstLine(reply)}\n`)
  }
  const shares = [...counts].map(([tone, count]) => `${words[tone]} ${count}`)
  process.stdout.write(`${sources.length} parts: ${shares.join(', ')}\n`)
}

const firstLine = ({ blocks }: Reply): string => {
  const [first] = blocks
  if (!first || first.kind === 'code') return ''
  return first.runs.map((run) => (typeof run === 'string' ? run : Object.values(run).join(''))).join('')
}
