import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = '/sys/fs/cgroup'
/** Linux counts quotas in microseconds of each tenth of a second. */
const periodUs = 100_000

export type Hold = { on(pid: number): void; release(): void }

/** Holds a process to a share of one processor by a control group (version 1 or 2); undefined where it may not. */
export const holdTo = (share: number, name: string): Hold | undefined => {
  const quota = Math.round(share * periodUs)
  const isFirst = existsSync(join(root, 'cpu/cpu.cfs_quota_us'))
  const folder = join(root, isFirst ? 'cpu' : '', `exacta-${name}`)
  try {
    if (!isFirst) writeFileSync(join(root, 'cgroup.subtree_control'), '+cpu')
    mkdirSync(folder, { recursive: true })
    if (isFirst) writeFileSync(join(folder, 'cpu.cfs_quota_us'), `${quota}`)
    else writeFileSync(join(folder, 'cpu.max'), `${quota} ${periodUs}`)
  } catch {
    return undefined
  }
  return {
    on: (pid) => writeFileSync(join(folder, 'cgroup.procs'), `${pid}`),
    // The group can go as soon as its processes have ended.
    release: () => rmdirSync(folder),
  }
}
