import { greek } from './lexicon.ts'
import type { TexNode } from './tex-tree.ts'
import { isNode, nodesOf, stringOf } from './tex-tree.ts'

/** The spelling of a simple name in a derivative: letters and their subscripts; undefined for anything else. */
const spelled = (nodes: readonly TexNode[]): string | undefined => {
  let out = ''
  for (const node of nodes) {
    if (node.type === 'mathord' || node.type === 'textord') {
      const text = stringOf(node.text)
      const letter = /^[\w]$/.test(text)
        ? text
        : (greek.get(text.replace('\\', '')) ?? (text === '\\prime' ? "'" : undefined))
      if (letter === undefined) return undefined
      out += letter
    } else if (node.type === 'atom' && node.text === ',') out += '_'
    else if (node.type === 'supsub' && nodesOf(node.sup).length === 0) {
      const [base, sub] = [spelled(nodesOf(node.base)), spelled(nodesOf(node.sub))]
      if (base === undefined || sub === undefined) return undefined
      out += `${base}_${sub}`
    } else if (
      node.type === 'ordgroup' ||
      node.type === 'font' ||
      node.type === 'styling' ||
      node.type === 'text'
    ) {
      const inner = spelled(nodesOf(node.body))
      if (inner === undefined) return undefined
      out += node.font === 'mathcal' ? `cal_${inner}` : inner
    } else if (node.type !== 'kern' && node.type !== 'spacing') return undefined
  }
  return out
}

const flat = (nodes: readonly TexNode[]): readonly TexNode[] => {
  const [only] = nodes
  return nodes.length === 1 && only && (only.type === 'ordgroup' || only.type === 'styling')
    ? flat(nodesOf(only.body))
    : nodes
}

const isDifferential = (node: TexNode | undefined): boolean => {
  if (!node) return false
  if (node.type === 'font') return isNode(node.body) && isDifferential(flat([node.body])[0])
  return node.text === '\\partial' || node.text === 'd'
}

/** `\frac{\partial L}{\partial w}` is one name, `dL_dw`: the value of a derivative, never a quotient. */
export const derivative = (over: readonly TexNode[], under: readonly TexNode[]): string | undefined => {
  const [[first, ...of], [second, ...by]] = [flat(over), flat(under)]
  if (!isDifferential(first) || !isDifferential(second) || of.length === 0 || by.length === 0)
    return undefined
  const [top, bottom] = [spelled(of), spelled(by)]
  return top && bottom ? `d${top}_d${bottom}` : undefined
}
