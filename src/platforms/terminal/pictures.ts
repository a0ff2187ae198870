import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Exacta } from '../../exacta.ts'
import type { Picture, PictureRequest } from '../../picture.ts'
import type { Reply } from '../../reply.ts'
import { type InlineProtocol, inlinePicture } from './inline-picture.ts'

/** Terminals and files of one picture show no animation. */
const still = (request: PictureRequest): PictureRequest => ({
  ...request,
  drawing: request.drawing.kind === 'figure' ? { ...request.drawing, animated: false } : request.drawing,
})

const drawn = async (exacta: Pick<Exacta, 'draw'>, { pictures = [] }: Reply): Promise<Picture[]> => {
  const all = await Promise.all(pictures.map((request) => exacta.draw(still(request))))
  return all.filter((picture) => picture !== undefined)
}

/** Saves the first picture as `file` and further ones beside it; gives the paths. */
export const savePictures = async (
  exacta: Pick<Exacta, 'draw'>,
  reply: Reply,
  file: string,
): Promise<readonly string[]> => {
  const extension = extname(file)
  const base = file.slice(0, file.length - extension.length)
  const pictures = await drawn(exacta, reply)
  return Promise.all(
    pictures.map(async ({ bytes }, at) => {
      const path = at === 0 ? file : `${base}-${at + 1}${extension || '.png'}`
      await writeFile(path, bytes)
      return path
    }),
  )
}

/** What shows a reply's pictures under its text: escape codes where the terminal has them, else the paths of files. */
export const shownPictures = async (
  exacta: Pick<Exacta, 'draw'>,
  reply: Reply,
  protocol: InlineProtocol,
): Promise<string> => {
  const pictures = await drawn(exacta, reply)
  if (pictures.length === 0) return ''
  if (protocol !== 'none') return pictures.map((picture) => inlinePicture(picture, protocol)).join('')
  const folder = join(tmpdir(), `exacta-${process.pid}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const paths = await Promise.all(
    pictures.map(async ({ name, bytes }) => {
      const path = join(folder, name)
      await writeFile(path, bytes)
      return path
    }),
  )
  return `Pictures: ${paths.join(', ')}\n`
}
