import { mkdir, writeFile } from 'node:fs/promises'
import { draw } from '../../../../src/render/picture/draw.ts'
import { cards, figureDrawing, figures } from './cases.ts'

/** Run by hand after a change to how pictures look, and look at every one: `npx node tests/unit/render/picture/write-goldens.ts`. */
const folder = new URL('../../../fixtures/pictures/', import.meta.url)
await mkdir(folder, { recursive: true })
for (const [kind, command, input] of figures) {
  const { bytes } = await draw(await figureDrawing(command, input))
  await writeFile(new URL(`${kind}.png`, folder), bytes)
}
for (const [kind, drawing] of cards)
  await writeFile(new URL(`${kind}.png`, folder), (await draw(await drawing())).bytes)
