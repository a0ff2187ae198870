import { texSigns } from './tex-signs.ts'
import { syntax } from './token.ts'

/** The bracket that a delimiter of `\left`, `\right` or `\big` stands for. */
export const delimiter = (text: string): string => {
  const sign = texSigns.get(text)
  if (sign === undefined || !/^[()[\]{}|‖⌊⌋⌈⌉⟨⟩/]$/u.test(sign))
    throw syntax(`The bracket "${text}" is not known.`)
  return sign
}
