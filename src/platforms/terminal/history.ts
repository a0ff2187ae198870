import { chmod, readFile, writeFile } from 'node:fs/promises'

export const historySize = 500

/** Lines typed before, newest first; none when there is no such file or it cannot be read. */
export const readHistory = async (file: string): Promise<string[]> => {
  try {
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
    return lines.slice(-historySize).reverse()
  } catch {
    return []
  }
}

/** For its owner's eyes only; a folder that cannot be written costs the history, not the chat. */
export const writeHistory = async (file: string, newestFirst: readonly string[]): Promise<void> => {
  const lines = newestFirst.slice(0, historySize).toReversed()
  try {
    await writeFile(file, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 })
    await chmod(file, 0o600)
  } catch {
    return
  }
}
