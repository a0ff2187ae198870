import { mkdir, writeFile } from 'node:fs/promises'
import { PNG } from 'pngjs'
import { draw } from '../../../../src/render/picture/draw.ts'
import { cards, figureDrawing, figures, rampInput } from './cases.ts'
import { readGif } from './read-gif.ts'

/** Run by hand after a change to how pictures look, and look at every one: `npx node tests/unit/render/picture/write-goldens.ts`. */
const folder = new URL('../../../fixtures/pictures/', import.meta.url)
await mkdir(folder, { recursive: true })
for (const [kind, command, input] of figures) {
  const { bytes } = await draw(await figureDrawing(command, input))
  await writeFile(new URL(`${kind}.png`, folder), bytes)
}
for (const [kind, drawing] of cards)
  await writeFile(new URL(`${kind}.png`, folder), (await draw(await drawing())).bytes)

// One frame in the middle of the sliding window.
const moving = { ...(await figureDrawing('conv', rampInput)), animated: true }
const { frames, width, height } = readGif((await draw(moving)).bytes)
const png = new PNG({ width, height })
png.data = Buffer.from(frames[5] ?? [])
await writeFile(new URL('sliding-window.png', folder), PNG.sync.write(png))
