import { rename, writeFile } from 'node:fs/promises'

/** A file that stands under its name only when it is whole. */
export const writeWhole = async (path: string, content: string | Uint8Array): Promise<void> => {
  await writeFile(`${path}.partial`, content)
  await rename(`${path}.partial`, path)
}
