import { readArray } from '../../exact/read-array.ts'
import { ReadError } from '../../exact/read-error.ts'
import { sizeOf } from '../../exact/tensor.ts'
import type { Tensor } from '../../exact/value.ts'

const mostImages = 64

const mostEntries = 65_536

/** `x1=[[1,0],[0,0]]; x2=1 0; 0 0` as names and texts: a value runs up to the next name. */
const splitNamed = (text: string): readonly (readonly [string, string])[] => {
  const marks = [...text.matchAll(/(?:^|[\s;,])([A-Za-z]\w*)\s*=/g)]
  if (marks.length === 0 || text.slice(0, marks[0]?.index).trim() !== '')
    throw new ReadError('syntax', 'This must be names with their values: x1=[[1,0],[0,0]]; x2=[[0,1],[0,0]].')
  return marks.map((mark, at) => {
    const value = text.slice(mark.index + mark[0].length, marks[at + 1]?.index)
    return [mark[1] ?? '', value.trim().replace(/[;,]$/, '').trim()]
  })
}

const namedEntries = (raw: unknown): readonly (readonly [string, unknown])[] => {
  if (typeof raw !== 'string') {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
      throw new ReadError('syntax', 'This must be an object from names to values: {"x1": [[1,0],[0,0]]}.')
    return Object.entries(raw)
  }
  if (!raw.trim().startsWith('{')) return splitNamed(raw)
  try {
    return namedEntries(JSON.parse(raw))
  } catch (error) {
    if (error instanceof ReadError) throw error
    throw new ReadError('syntax', 'This begins like JSON and is none.', { cause: error })
  }
}

/** A map from names to arrays of one rank, in the order given. */
export const readNamed = (raw: unknown, rank: 1 | 2): ReadonlyMap<string, Tensor> => {
  const out = new Map<string, Tensor>()
  let total = 0
  for (const [name, entry] of namedEntries(raw)) {
    if (!/^[A-Za-z]\w{0,31}$/.test(name))
      throw new ReadError('syntax', `"${name.slice(0, 32)}" is no name like x1.`)
    if (out.has(name)) throw new ReadError('domain', `${name} is given twice. Give it once.`)
    const value = readArray(entry)
    if (value.kind !== 'tensor' || value.shape.length !== rank)
      throw new ReadError('domain', `${name} must be ${rank === 2 ? 'a matrix' : 'a vector'}.`)
    total += sizeOf(value.shape)
    if (total > mostEntries)
      throw new ReadError('too-large', `At most ${mostEntries} entries are taken here, in all.`)
    out.set(name, value)
  }
  if (out.size === 0) throw new ReadError('domain', 'There must be at least one.')
  if (out.size > mostImages)
    throw new ReadError('too-large', `At most ${mostImages} are taken; these are ${out.size}.`)
  return out
}
