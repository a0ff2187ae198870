import { texSigns } from './tex-signs.ts'
import { syntax } from './token.ts'

const known = (text: string): string => {
  const sign = texSigns.get(text)
  if (sign === undefined || !/^[()[\]{}|‖⌊⌋⌈⌉⟨⟩/]$/u.test(sign))
    throw syntax(`The bracket "${text}" is not known.`)
  return sign
}

export const delimiter = known
export const closingText = known
