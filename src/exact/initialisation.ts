import { num, over, plus, power, squareRoot, times } from './algebra.ts'
import type { Expression } from './expression.ts'

const [one, two, three] = [num(1), num(2), num(3)]

export const schemes = ['fan-in', 'glorot', 'he', 'fan-out'] as const
export type Scheme = (typeof schemes)[number]

/** A layer's inputs and outputs of one unit, and the factor on the standard deviation. */
export type Fans = {
  readonly fan_in: Expression
  readonly fan_out: Expression
  readonly gain: Expression
}

/** Var(w)/gain² of each scheme (Glorot & Bengio 2010, eq. 16; He et al. 2015, eq. 10; LeCun et al. 1998, section 4.6). */
export const unitVariance = (scheme: Scheme, { fan_in, fan_out }: Fans): Expression => {
  switch (scheme) {
    case 'fan-in':
      return over(one, fan_in)
    case 'glorot':
      return over(two, plus(fan_in, fan_out))
    case 'he':
      return over(two, fan_in)
    case 'fan-out':
      return over(one, fan_out)
  }
}

/** Variance and standard deviation of one weight. */
export type Spread = { readonly variance: Expression; readonly std: Expression }

export const spreadOf = (scheme: Scheme, fans: Fans): Spread => {
  const base = unitVariance(scheme, fans)
  const variance = times(power(fans.gain, two), base)
  // Under one root a number comes out with its squares taken out.
  return {
    variance,
    std: variance.kind === 'number' ? squareRoot(variance) : times(fans.gain, squareRoot(base)),
  }
}

/** b = √3·σ: a uniform distribution on [−b, b] has variance b²/3. */
export const uniformBound = ({ variance, std }: Spread): Expression =>
  variance.kind === 'number' ? squareRoot(times(three, variance)) : times(squareRoot(three), std)
