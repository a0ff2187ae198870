import type { Walk } from './tex-emit.ts'
import { emit, emitSeparator } from './tex-emit.ts'
import type { TexNode } from './tex-tree.ts'
import { contentsOf, nodesOf, stringOf } from './tex-tree.ts'

const cellsOf = (row: unknown): readonly TexNode[] => nodesOf(row)
const rowsOf = (node: TexNode): readonly (readonly TexNode[])[] =>
  Array.isArray(node.body) ? node.body.map(cellsOf) : []

const isBlank = (nodes: readonly TexNode[]): boolean =>
  nodes.every((node) => (node.type === 'ordgroup' || node.type === 'styling') && isBlank(nodesOf(node.body)))

/** Matrices and cases become `begin NAME … & … row … end`; aligned lines stand one behind the other. */
export const array = (walk: Walk, node: TexNode, name: 'matrix' | 'cases'): void => {
  const rows = rowsOf(node).filter((row) => !isBlank(row))
  if (/^(?:align|alignat|gather)$/.test(stringOf(node.colSeparationType)) && name === 'matrix') {
    aligned(walk, rows)
    return
  }
  const open = walk.open
  emit(walk, 'sign', 'begin')
  emit(walk, 'sign', name)
  walk.open += 1
  for (const [at, row] of rows.entries()) {
    if (at > 0) emit(walk, 'sign', 'row')
    const filled = row.filter((cell, column) => name === 'matrix' || column === 0 || !isBlank([cell]))
    for (const [column, cell] of filled.entries()) {
      if (column > 0) emit(walk, 'sign', '&')
      walk.walkNodes(walk, contentsOf([cell]))
    }
  }
  walk.open = open
  emit(walk, 'sign', 'end')
}

const aligned = (walk: Walk, rows: readonly (readonly TexNode[])[]): void => {
  for (const [at, row] of rows.entries()) {
    if (at > 0) emitSeparator(walk, 'newline', /\\\\/g)
    for (const cell of row) walk.walkNodes(walk, contentsOf([cell]))
  }
}
