import conv from '../solvers/conv.ts'
import mup from '../solvers/mup.ts'
import newtonschulz from '../solvers/newtonschulz.ts'
import pool from '../solvers/pool.ts'
import signal from '../solvers/signal.ts'
import xavier from '../solvers/xavier.ts'
import type { Drawing } from '../src/picture.ts'
import { drawingsOf } from './varied-drawings.ts'

const ramp = {
  x: '1 2 3 4 5; 6 7 8 9 10; 11 12 13 14 15; 16 17 18 19 20; 21 22 23 24 25',
  kernel: '[[-1,-2,-1],[0,0,0],[1,2,1]]',
}

const still = (drawing: Drawing | undefined, animated = false): Drawing => {
  if (drawing?.kind !== 'figure') throw new Error('no figure')
  return { ...drawing, animated }
}

/** A card and figures of homework's size. */
export const answerDrawings = async (): Promise<{
  card: Drawing
  figures: readonly (readonly [name: string, drawing: Drawing])[]
  animation: Drawing
}> => {
  const [card, figure] = drawingsOf('conv', conv, ramp)
  if (!card) throw new Error('no card')
  const poolInput = { x: '1 3 2 4; 5 6 7 8; 9 2 1 0; -1 -2 -3 -4', dy: '3 2; 0 3' }
  return {
    card,
    animation: still(figure, true),
    figures: [
      ['convolution as PNG', still(figure)],
      ['pooling as PNG', still(drawingsOf('pool', pool, poolInput)[1])],
      ['signals as PNG', still(drawingsOf('signal', signal, { x: 'u[n]-u[n-7]', h: '(1/2)^n u[n]' })[1])],
      [
        'singular values as PNG',
        still(drawingsOf('newtonschulz', newtonschulz, { matrix: '[[1/2,0],[0,1/10]]', steps: 5 })[1]),
      ],
      ['initialisation as PNG', still(drawingsOf('xavier', xavier, { fan_in: 784, format: 'fp8-e4m3' })[1])],
      ['update size as PNG', still(drawingsOf('mup', mup, { d_in: 256, d_out: 64 })[1])],
    ],
  }
}
