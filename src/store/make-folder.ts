import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

/** Makes a folder with those above it. Node's own way never ends where a folder is there and takes none, as /proc. */
export const makeFolder = async (path: string): Promise<void> => {
  if (await made(path)) return
  const above = dirname(path)
  if (!(await isFolder(above))) await makeFolder(above)
  // The one above is there now, made here or by somebody else meanwhile.
  if (!(await made(path))) throw new Error(`nothing can be made in ${above}`)
}

/** Makes one folder, which may be there; false where the one above it is missing, or takes none. */
const made = async (path: string): Promise<boolean> => {
  try {
    await mkdir(path)
    return true
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST' && (await isFolder(path))) return true
    if (code !== 'ENOENT' || dirname(path) === path) throw error
    return false
  }
}
