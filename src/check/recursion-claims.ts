import type { Claim } from './claims.ts'
import type { Side } from './elements.ts'
import type { AnySide } from './statements.ts'
import type { Analysis } from './text-analysis.ts'
import type { Vocabulary } from './vocabulary.ts'

const bars = /\\(?:left|right)?\s*(?:\\[|]|\\[lr]?Vert)|\\[lr]Vert|\\Vert|\\\||\|\|/g
/** A gradient by the signs that it goes by, and no product with a matrix. */
const ofGradient = /\\nabla|∇|\\delta|δ|\\partial|∂|(?<![A-Za-z])g_|(?<![A-Za-z])d[xL](?![A-Za-z])/
const normed =
  /^(?<factor>.*?)(?:\\[,;!:]|\\cdot|\\times|[·⋅*×\s])*‖(?<of>[^‖]+)‖\s*(?:_\s*(?:\{[^{}]*\}|\w)|[₂₁])?[\s.,]*$/su

type Normed = { readonly factor: string; readonly of: string }

/** `√d ‖∇‖` as its factor and what the norm is of. */
const normIn = (side: AnySide | undefined): Normed | undefined => {
  if (side?.kind !== 'side' || side.format === 'words') return undefined
  const { factor, of } = normed.exec(side.text.replace(bars, '‖'))?.groups ?? {}
  return factor !== undefined && of !== undefined && ofGradient.test(of) && !/W/.test(of)
    ? { factor: factor.trim(), of }
    : undefined
}

/** `‖∇_n‖ = c ‖W‖ ‖∇_{n+1}‖ = √d_out ‖∇_{n+1}‖`: what a backward recursion multiplies by is the growth of one layer. */
export const recursionClaims = (analysis: Analysis, vocabulary: Vocabulary): readonly Claim[] => {
  const targets = vocabulary.known.filter(
    ({ asked, quantity }) => asked && /(?:^|_)growth$/.test(quantity.name),
  )
  if (targets.length === 0) return []
  return analysis.lines.flatMap((line) =>
    line.statements.flatMap((statement) => {
      const [head, ...others] = statement.sides
      const own = normIn(head)
      if (own?.factor !== '' || statement.signs.some((sign) => sign !== '=' && sign !== '~=')) return []
      return others.flatMap((side): Claim[] => {
        const found = normIn(side)
        if (!found || found.factor === '' || found.of === own.of || side.kind !== 'side') return []
        const factor: Side = { ...side, text: found.factor }
        return [{ targets, side: factor, sign: '=', tie: 'worded', line, statement }]
      })
    }),
  )
}
