import { readConfig } from '../config.ts'
import { asOwner } from '../owner.ts'
import { chat } from '../platforms/terminal/chat.ts'
import { protocolOf } from '../platforms/terminal/inline-picture.ts'
import { openLocalFile, saveOrSay } from '../platforms/terminal/local-file.ts'
import { savePictures, shownPictures } from '../platforms/terminal/pictures.ts'
import { createProgressLine } from '../platforms/terminal/progress-line.ts'
import { renderTerminal } from '../platforms/terminal/render.ts'
import { start } from '../start.ts'
import { refuseFile } from './named-file.ts'

/** Prints one reply; exit code 1 when the command was wrong. Pictures go to the file `png`, else to the terminal. */
export const ask = async (text: string, png?: string): Promise<void> => {
  const config = readConfig()
  const { exacta: anyones, stop } = await start(config)
  const exacta = asOwner(anyones, openLocalFile)
  try {
    const progress = createProgressLine(process.stderr)
    const reply = await saveOrSay(await exacta.ask(text, { onProgress: progress.show }))
    progress.clear()
    const interactive = process.stdout.isTTY === true
    process.stdout.write(
      `${renderTerminal(reply, { color: interactive, width: process.stdout.columns ?? 80 })}\n`,
    )
    const protocol = protocolOf(config.terminal ?? {})
    if (png !== undefined) {
      const saved = await savePictures(exacta, reply, png).catch(refuseFile(png, 'written'))
      process.stderr.write(
        saved.length > 0 ? `Saved ${saved.join(', ')}\n` : 'There is no picture of this.\n',
      )
    } else if (interactive) {
      process.stdout.write(await shownPictures(exacta, reply, protocol))
    }
    if (reply.source === undefined && reply.private && reply.tone === 'amber') process.exitCode = 1
  } finally {
    await stop()
  }
}

/** Opens the chat on this terminal until it is left. */
export const openChat = async (): Promise<void> => {
  const config = readConfig()
  const { exacta: anyones, stop } = await start(config)
  const exacta = asOwner(anyones, openLocalFile)
  const pictures = protocolOf(config.terminal ?? {})
  try {
    await chat({ exacta, input: process.stdin, output: process.stdout, pictures })
  } finally {
    await stop()
  }
}
