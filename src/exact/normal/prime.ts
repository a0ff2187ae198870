import { GivesUp, spend } from './effort.ts'

const mostTrials = 30_000
const mostDigits = 400

export type PrimePower = { readonly prime: bigint; readonly times: bigint; readonly certain: boolean }

/** The factorization of n ≥ 1 by trial division; a large cofactor stays whole, with `certain` false. */
export const factorInteger = (n: bigint): readonly PrimePower[] => {
  if (n === 1n) return []
  if (n.toString().length > mostDigits) throw new GivesUp('too many digits')
  const found: PrimePower[] = []
  let rest = n
  const take = (prime: bigint): void => {
    let times = 0n
    while (rest % prime === 0n) {
      rest /= prime
      times += 1n
    }
    if (times > 0n) found.push({ prime, times, certain: true })
  }
  take(2n)
  let trials = 0
  if (rest <= BigInt(Number.MAX_SAFE_INTEGER)) return [...found, ...factorSmall(Number(rest))]
  for (let prime = 3n; prime * prime <= rest && trials < mostTrials; prime += 2n) {
    trials += 1
    take(prime)
  }
  spend(trials >> 3)
  if (rest > 1n) {
    const limit = BigInt(2 * mostTrials)
    found.push({ prime: rest, times: 1n, certain: rest < limit * limit })
  }
  return found
}

const factorSmall = (n: number): PrimePower[] => {
  const found: PrimePower[] = []
  let [rest, prime, trials] = [n, 3, 0]
  for (; prime * prime <= rest && trials < mostTrials; prime += 2) {
    trials += 1
    let times = 0n
    while (rest % prime === 0) {
      rest /= prime
      times += 1n
    }
    if (times > 0n) found.push({ prime: BigInt(prime), times, certain: true })
  }
  spend(trials >> 5)
  if (rest > 1) found.push({ prime: BigInt(rest), times: 1n, certain: prime * prime > rest })
  return found
}
