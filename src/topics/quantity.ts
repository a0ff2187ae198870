import type { Exact } from '../exact/value.ts'
import type { Quantity } from '../model.ts'

/** What is said of a quantity besides its value. */
type Naming = Omit<Quantity, 'name' | 'value'>

/** Makes the quantities of one topic, whose names are the keys. */
export const quantitiesOf =
  <N extends string>(names: Readonly<Record<N, Naming>>) =>
  (name: N, value: Exact): Quantity => ({ name, value, ...names[name] })

/** The quantities of the given names, in the order in which they stand. */
export const named = (quantities: readonly Quantity[], ...names: readonly string[]): Quantity[] =>
  quantities.filter(({ name }) => names.includes(name))
