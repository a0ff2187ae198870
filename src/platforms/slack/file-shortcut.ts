import type { MessageShortcut, ViewSubmitAction } from '@slack/bolt'
import { z } from 'zod'
import { runForm } from './command.ts'
import { described, fileIn, handedFile } from './handed-file.ts'
import { packMetadata, unpackMetadata } from './metadata.ts'
import { note, type Session } from './session.ts'
import { placeOf } from './shortcut.ts'
import { fileView, submitted } from './view.ts'

const carried = z.object({ command: z.string(), field: z.string(), file: z.unknown() })

/** "Grade this file": the form of the command that takes a file, about the file of a message. */
export const onFileShortcut = (session: Session, shortcut: MessageShortcut): Promise<void> => {
  const { exacta, client, delivery, references } = session
  const place = placeOf(shortcut)
  return session.run('file shortcut', place, async () => {
    const info = exacta.commands.find(({ fields }) => fields.some(({ file }) => file))
    const field = info?.fields.find(({ file }) => file)?.name
    // Slack says much more of a file than a form holds.
    const file = described.safeParse(fileIn(shortcut.message))
    const asker = await session.askerOf({ user: shortcut.user.id, team: shortcut.user.team_id })
    if (!info || !field || !file.success) {
      await delivery.deliver(place, note('This message has no file that can be graded.'))
    } else if (info.staff && !asker?.staff) {
      await delivery.deliver(place, await exacta.answer(info.name, {}, { asker }))
    } else {
      const about = JSON.stringify({ command: info.name, field, file: file.data })
      const view = fileView(info, packMetadata(place, about, references))
      await client.views.open({ trigger_id: shortcut.trigger_id, view })
    }
  })
}

export const onFileView = (session: Session, { view, user }: ViewSubmitAction): Promise<void> => {
  const { delivery, references } = session
  const { place, about } = unpackMetadata(view.private_metadata, user.id, references)
  return session.run('file form', place, async () => {
    if (about === undefined) {
      await delivery.deliver(place, note('The file is no longer known. Choose "Grade this file" again.'))
      return
    }
    const { command, field, file } = carried.parse(JSON.parse(about))
    await runForm(session, place, command, { ...submitted(view), [field]: handedFile(session, file) }, user)
  })
}
