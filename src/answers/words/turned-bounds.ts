import { extremumOf } from '../../check/vocabulary.ts'
import type { AnswerKey } from '../answer-key.ts'
import { namesIt } from '../labels.ts'

const turned = /^([^<>=≤≥\n;:]+?)\s*(?:>=|≥|⩾|\\geq?(?![a-z]))\s*([^<>=≤≥\n;:]+?)\s*\.?$/
const within =
  /^([^<>=≤≥\n;:]+?)\s*(?:∈|\\in(?![a-z]))\s*(?:\\left)?\[\s*0\s*,\s*([^\n]+?)\s*(?:\\right)?\]\s*\.?$/

/** `√d ≥ ‖W‖` and `‖W‖ ∈ [0, √d]`, where the largest ‖W‖ is asked for, as `‖W‖ ≤ √d`. */
export const withBoundsTurned = (text: string, { asked: [one, ...others] }: AnswerKey): string => {
  if (!one || others.length > 0 || extremumOf(one.quantity) !== 'largest') return text
  const bare = text.replaceAll(/\$|\\\(|\\\)/g, '').trim()
  const [, bound = '', name = ''] = turned.exec(bare) ?? []
  if (name !== '' && namesIt(name, one)) return `${name} ≤ ${bound}`
  const [, inside = '', end = ''] = within.exec(bare) ?? []
  return inside !== '' && namesIt(inside, one) ? `${inside} ≤ ${end}` : text
}
