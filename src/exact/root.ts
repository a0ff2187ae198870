import type { Expression } from './expression.ts'
import type { Rational } from './rational.ts'
import * as q from './rational.ts'

/** `outside` times `radical`, which is missing where the root comes out whole. */
type Root = { readonly outside: bigint; readonly radical: Expression | undefined }

const number = (n: bigint, d = 1n): Expression => ({ kind: 'number', value: q.rational(n, d) })

const smallPrimes = (limit: number): number[] => {
  const sieve = new Uint8Array(limit + 1)
  const primes: number[] = []
  for (let p = 2; p <= limit; p++) {
    if (sieve[p]) continue
    primes.push(p)
    for (let m = p * p; m <= limit; m += p) sieve[m] = 1
  }
  return primes
}
let primes: readonly number[] | undefined

/** value^(part) for a positive integer: what comes out of the root, times the root of the rest. */
export const rootOfInteger = (value: bigint, part: Rational): Root | undefined => {
  if (value.toString(16).length > 200) return undefined
  primes ??= smallPrimes(2000)
  let [outside, inside, rest] = [1n, 1n, value]
  for (const p of primes) {
    const prime = BigInt(p)
    if (prime * prime > rest) break
    let count = 0n
    while (rest % prime === 0n) {
      rest /= prime
      count += 1n
    }
    const total = count * part.n
    outside *= prime ** (total / part.d)
    inside *= prime ** (total % part.d)
  }
  const root = wholeRoot(rest, part.d)
  if (root !== undefined) outside *= root ** part.n
  else inside *= rest ** part.n
  if (inside === 1n) return { outside, radical: undefined }
  // inside^(1/d) is spelled with the numerator folded in, so that 2^(2/3) is 4^(1/3).
  return { outside, radical: { kind: 'power', base: number(inside), exponent: number(1n, part.d) } }
}

const wholeRoot = (value: bigint, index: bigint): bigint | undefined => {
  if (value < 2n) return value
  const guess = BigInt(Math.round(Number(value) ** (1 / Number(index))))
  for (const near of [guess - 1n, guess, guess + 1n]) if (near > 0n && near ** index === value) return near
  return undefined
}
