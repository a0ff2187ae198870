import { stanceOf } from './stance.ts'
import type { Line } from './statements.ts'

/** Whether a text asserts what its words say at a place of a line: not under a condition, nor of what would be, nor denied. */
export const isAsserted = (line: Line, at: number): boolean =>
  !/\?\s*$/.test(line.flow) &&
  stanceOf(
    line,
    { sides: [], signs: [], from: 0, to: 0, at, end: at, strong: false, boxed: false },
    () => true,
  ) === 'claim'
