import { parentPort } from 'node:worker_threads'
import type { Drawing } from '../../picture.ts'
import { draw } from './draw.ts'
import type { Answer, Job } from './messages.ts'

/** Typesets and draws on its own thread, one picture after the other. */
const answerOf = async (drawing: Drawing): Promise<Answer> => {
  try {
    return { kind: 'drawn', ...(await draw(drawing)) }
  } catch (error) {
    return {
      kind: 'refused',
      because: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    }
  }
}

// The pool is the only one who sends messages here, one job at a time.
parentPort?.on('message', async ({ drawing }: Job) => {
  const answer = await answerOf(drawing)
  parentPort?.postMessage(answer)
})
