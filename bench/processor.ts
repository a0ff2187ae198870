import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts processor time in hundredths of a second. */
const tickMs = 10

type Stat = { readonly parent: number; readonly ms: number }

/** Of a process and of its children that have ended; undefined where it is gone. */
const statOf = (pid: number): Stat | undefined => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
    return { parent: Number(fields[1]), ms: ticks * tickMs }
  } catch {
    return undefined
  }
}

/** Processor time that a process and all it started have used so far, in milliseconds; 0 where it is gone. */
export const processorMs = (pid: number): number => {
  const all = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name): [number, Stat][] => {
        const stat = statOf(Number(name))
        return stat ? [[Number(name), stat]] : []
      }),
  )
  const sumOf = (one: number): number =>
    (all.get(one)?.ms ?? 0) +
    [...all].reduce((sum, [child, { parent }]) => (parent === one ? sum + sumOf(child) : sum), 0)
  return sumOf(pid)
}

/** Processor time of one process alone, cheap enough to be asked often. */
export const ownProcessorMs = (pid: number): number => statOf(pid)?.ms ?? 0

/** A process's highest resident size so far, in megabytes. */
export const peakMbOf = (pid: number): number => {
  try {
    return Math.round(
      Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    )
  } catch {
    return 0
  }
}
