import { constants, functions, greek, joiningWords, knownSymbols, units } from './lexicon.ts'
import type { ReadOptions } from './options.ts'
import type { TokenKind } from './token.ts'
import { syntax } from './token.ts'

export type Piece = { readonly kind: TokenKind; readonly text: string; readonly length: number }

const sized = /^([dnDNHWCFcfhwk])(in|out)$/

/** `dout` is `d_out`: a size of the field written without its underscore. */
const spelledSize = (letters: string): string | undefined => {
  const found = sized.exec(letters)
  return found ? `${found[1]}_${found[2]}` : undefined
}

const whole = (letters: string, options: ReadOptions): Omit<Piece, 'length'> | undefined => {
  if (options.functions?.has(letters) || options.symbols?.has(letters)) return { kind: 'name', text: letters }
  const applied = functions.get(letters)
  if (applied !== undefined) return { kind: 'function', text: applied }
  const constant = constants.get(letters)
  if (constant !== undefined) return { kind: 'constant', text: constant }
  const letter = greek.get(letters) ?? spelledSize(letters)
  if (letter !== undefined) return { kind: 'name', text: letter }
  if (knownSymbols.has(letters)) return { kind: 'name', text: letters }
  return letters.length === 1 ? { kind: 'name', text: letters } : undefined
}

/** What a run of letters is in LaTeX, where letters side by side are a product unless they spell a known name. */
export const splitLetters = (letters: string, options: ReadOptions): readonly Piece[] => {
  const pieces: Piece[] = []
  for (let at = 0; at < letters.length; ) {
    let piece: Piece | undefined
    for (let length = Math.min(letters.length - at, 12); length > 1 && !piece; length--) {
      const part = letters.slice(at, at + length)
      const declared = options.functions?.has(part) || options.symbols?.has(part)
      // A function's name inside a longer run, as in `asinb`, is rather a product of letters.
      const spelled = functions.has(part) && length === letters.length && length > 2
      if (declared || spelled) piece = { ...(whole(part, options) ?? { kind: 'name', text: part }), length }
    }
    piece ??= {
      ...(whole(letters.charAt(at), options) ?? { kind: 'name', text: letters.charAt(at) }),
      length: 1,
    }
    pieces.push(piece)
    at += piece.length
  }
  return pieces
}

/** Short words that would otherwise read as a product of two letters. */
const english = new Set('of to we it so my us me an am as at by be on do no'.split(' '))

const vowel = /[aeiouy]/

/**
 * What a word of plain text is: a known name, or the product of its letters (`mnk`), or English, which is refused.
 * A lower-case word of three or more letters with a vowel inside reads as English unless its letters are all known.
 */
export const splitWord = (word: string, options: ReadOptions): readonly Piece[] => {
  const known = whole(word, options)
  if (known) return [{ ...known, length: word.length }]
  const lower = word.toLowerCase()
  if (joiningWords.has(lower) || units.has(lower)) return [{ kind: 'word', text: lower, length: word.length }]
  if (english.has(lower)) throw syntax(`"${word}" is not a name known here.`)
  const declared = [...word].every((letter) => options.symbols?.has(letter))
  if (!declared && word.length > 4) throw syntax(`"${word}" is not a name known here.`)
  if (!declared && word.length > 2 && vowel.test(word.slice(1)) && !/^[a-e]+$|^[x-z]+$/.test(word))
    throw syntax(`"${word}" is not a name known here; write a product with *.`)
  return splitLetters(word, options)
}
