import type { Token } from './token.ts'

/**
 * Names that a text defines as applied: `f(x) = …`, `y(7) = 3`, where a lone name or number stands in the bracket on the
 * left of an equals sign. Elsewhere `F(…)` is a product.
 */
export const namesApplied = (tokens: readonly Token[]): ReadonlySet<string> => {
  const names = new Set<string>()
  for (const [at, head] of tokens.entries()) {
    if (head.kind !== 'name' || tokens[at + 1]?.text !== '(') continue
    const before = tokens[at - 1]
    const starts =
      before === undefined ||
      before.kind === 'word' ||
      (before.kind === 'sign' && !/^[⦃⦄)\]}_^'*]$/.test(before.text))
    const argument = tokens[at + 2]
    const simple = argument?.kind === 'name' || argument?.kind === 'number'
    if (starts && simple && tokens[at + 3]?.text === ')' && tokens[at + 4]?.text === '=') names.add(head.text)
  }
  return names
}
