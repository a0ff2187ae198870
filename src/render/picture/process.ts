import type { Drawing } from '../../picture.ts'
import { draw } from './draw.ts'
import type { Answer, Job } from './messages.ts'

/** The process in which pictures are typeset and drawn, one after the other; it is killed from outside. */
const answerOf = async (drawing: Drawing): Promise<Answer> => {
  try {
    return { kind: 'drawn', ...(await draw(drawing)) }
  } catch (error) {
    const because = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { kind: 'refused', because }
  }
}

/**
 * The native renderer gives its memory back when its JavaScript objects are collected, and these are too small for the
 * collector to hurry: some two megabytes a picture would pile up.
 */
const collectEvery = 20
let answered = 0

process.on('disconnect', () => process.exit())
// Only the parent sends messages here, and only jobs.
process.on('message', async (job) => {
  process.send?.(await answerOf((job as Job).drawing))
  answered += 1
  if (answered % collectEvery === 0) globalThis.gc?.()
})
