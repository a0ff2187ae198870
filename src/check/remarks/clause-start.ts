/** Where the clause begins that a place of a line's flow is in: behind the last of some marks, if any is there. */
export const clauseStart = (flow: string, at: number, marks = '.;⏎'): number =>
  at === 0 ? 0 : Math.max(...[...marks].map((mark) => flow.lastIndexOf(mark, at - 1))) + 1
