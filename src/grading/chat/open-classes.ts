import type { Classes } from '../../exacta.ts'
import type { Log } from '../../log.ts'
import { cancel } from './cancel.ts'
import type { Parts } from './conclude.ts'
import { gradeFile, oneAtATime } from './grade-file.ts'
import { type Given, statusReply } from './status.ts'
import type { Announcers } from './tell.ts'
import { createWatch } from './watch.ts'

export type OpenClasses = Classes & { takeOver(): Promise<void>; stop(): Promise<void> }

export const openClasses = (parts: Parts, announcers: Announcers, log: Log): OpenClasses => {
  const opened = { parts, watch: createWatch(parts, announcers, log) }
  const importing = oneAtATime()
  const given: Given = new Map()
  return {
    grade: (order, request) => gradeFile(opened, importing, order, request),
    status: (request) => statusReply(parts, given, request),
    cancel: (batch, request) => cancel(opened, batch, request),
    takeOver: () => opened.watch.takeOver(),
    async stop() {
      await opened.watch.stop()
      await parts.close()
    },
  }
}
