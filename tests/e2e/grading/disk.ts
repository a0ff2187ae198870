import { execFileSync } from 'node:child_process'
import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** A small disk of our own that can be filled up to some free bytes, or to the last; undefined where mounting is not allowed. */
export type Disk = { readonly folder: string; fill(free?: number): void; clear(): void; remove(): void }

export const mountDisk = (folder: string, megabytes: number): Disk | undefined => {
  mkdirSync(folder, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch {
    console.warn('SKIPPED: a small disk cannot be mounted here; full disks are not tested. Run as root.')
    return undefined
  }
  const filler = join(folder, 'filler')
  return {
    folder,
    fill(free = 0) {
      const file = openSync(filler, 'a')
      for (let size = 2 ** 20; size >= 1; size = Math.floor(size / 2)) {
        const block = Buffer.alloc(size)
        try {
          while (writeSync(file, block) === size);
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
        }
      }
      ftruncateSync(file, Math.max(0, fstatSync(file).size - free))
      closeSync(file)
    },
    clear: () => rmSync(filler, { force: true }),
    remove() {
      execFileSync('umount', ['-l', folder], { stdio: 'ignore' })
    },
  }
}
