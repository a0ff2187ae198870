import { workerData } from 'node:worker_threads'
import workerpool from 'workerpool'
import { answerLinesOf } from './answer-lines.ts'
import type { LineCommand } from './line-shapes.ts'

// Only threads.ts starts this, with the name of the command.
const { answer, stop } = await answerLinesOf(workerData as LineCommand)

/** A thread that answers lines; an empty piece is answered when it is ready. */
workerpool.worker({ answer }, { onTerminate: stop })
