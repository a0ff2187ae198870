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

type Factors = readonly [factors: readonly (readonly [prime: bigint, count: bigint])[], rest: bigint]

/** Numbers that fit a double divide much faster as one. */
const smallest = BigInt(Number.MAX_SAFE_INTEGER)

/** The powers of small primes in a positive integer, and what is left of it. */
const smallFactors = (value: bigint, of: readonly number[]): Factors => {
  const factors: [bigint, bigint][] = []
  let large = value
  let small = value <= smallest ? Number(value) : undefined
  for (const p of of) {
    if (small === undefined) {
      const prime = BigInt(p)
      let count = 0n
      for (; large % prime === 0n; large /= prime) count += 1n
      if (count === 0n) continue
      factors.push([prime, count])
      if (large <= smallest) small = Number(large)
    } else {
      if (p * p > small) break
      if (small % p !== 0) continue
      let count = 0n
      for (; small % p === 0; small /= p) count += 1n
      factors.push([BigInt(p), count])
    }
  }
  return [factors, small === undefined ? large : BigInt(small)]
}

const squareRoots = new Map<bigint, Root>()
const mostRemembered = 1000

/** value^(part) for a positive integer: what comes out of the root, times the root of the rest. */
export const rootOfInteger = (value: bigint, part: Rational): Root | undefined => {
  const isSquareRoot = part.n === 1n && part.d === 2n
  const known = isSquareRoot ? squareRoots.get(value) : undefined
  if (known) return known
  const root = findRoot(value, part)
  // One solution asks for the same few square roots again and again.
  if (root && isSquareRoot && value <= smallest) {
    if (squareRoots.size >= mostRemembered) squareRoots.clear()
    squareRoots.set(value, root)
  }
  return root
}

const findRoot = (value: bigint, part: Rational): Root | undefined => {
  if (value > smallest && value.toString(16).length > 200) return undefined
  // value^(part.n) would be written out.
  if (bitsOf(value) * part.n > mostBits) return undefined
  primes ??= smallPrimes(2000)
  let [outside, inside] = [1n, 1n]
  const [factors, rest] = smallFactors(value, primes)
  for (const [prime, count] of factors) {
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

const bitsOf = (value: bigint): bigint => BigInt(value.toString(2).length)
const mostBits = 100_000n

const wholeRoot = (value: bigint, index: bigint): bigint | undefined => {
  if (value < 2n) return value
  // A root of 2 or more, to that power, has more digits.
  if (index >= bitsOf(value)) return undefined
  const guess = BigInt(Math.round(Number(value) ** (1 / Number(index))))
  for (const near of [guess - 1n, guess, guess + 1n]) if (near > 0n && near ** index === value) return near
  return undefined
}
