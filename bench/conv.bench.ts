import { spawnSync } from 'node:child_process'
import { fraction } from '../src/exact/algebra.ts'
import { correlate } from '../src/exact/correlate.ts'
import { flip } from '../src/exact/reshape.ts'
import { integerTensor, tensor } from '../src/exact/tensor.ts'
import type { Tensor } from '../src/exact/value.ts'
import { type Figure, milliseconds, quantile, timesOf } from './measure.ts'

const sizes = [
  [5, 3, 2000],
  [64, 5, 200],
  [512, 5, 15],
] as const

const integers = (size: number): Tensor =>
  integerTensor(
    [1, size, size],
    Float64Array.from({ length: size * size }, (_, at) => ((at * 7) % 19) - 9),
  )

const fractions = (size: number): Tensor =>
  tensor(
    [1, size, size],
    Array.from({ length: size * size }, (_, at) => fraction(((at * 7) % 19) - 9, (at % 7) + 1)),
  )

const filters = (kernel: Tensor): Tensor => ({ ...kernel, shape: [1, ...kernel.shape] })

const convolve = (x: Tensor, kernel: Tensor): Tensor =>
  correlate({
    x,
    kernel: flip(filters(kernel), true, true),
    stride: [1, 1],
    dilation: [1, 1],
    padding: [
      [0, 0],
      [0, 0],
    ],
    groups: 1,
  })

const script = `
import json, sys, timeit
import numpy as np, scipy.signal as s, sympy as y
def values(n): return np.array([((a * 7) % 19) - 9 for a in range(n * n)], dtype=float).reshape(n, n)
def rationals(n): return [[y.Rational(((r*n+c) * 7) % 19 - 9, (r*n+c) % 7 + 1) for c in range(n)] for r in range(n)]
def exact(x, k):
    n, m = len(x), len(k)
    return [[sum(x[i+a][j+b] * k[m-1-a][m-1-b] for a in range(m) for b in range(m)) for j in range(n-m+1)] for i in range(n-m+1)]
out = {}
for n, m, runs in json.loads(sys.argv[1]):
    x, k = values(n), values(m)
    out[f"scipy {n}"] = min(timeit.repeat(lambda: s.convolve2d(x, k, mode="valid"), number=1, repeat=max(5, runs // 4))) * 1000
    if n < 100:
        x, k = rationals(n), rationals(m)
        out[f"sympy {n}"] = min(timeit.repeat(lambda: exact(x, k), number=1, repeat=3)) * 1000
print(json.dumps(out))
`

/** Milliseconds of the peers by name, where python3 has SciPy and SymPy. */
const peers = (): Readonly<Record<string, number>> => {
  const run = spawnSync('python3', ['-c', script, JSON.stringify(sizes)], { encoding: 'utf8' })
  return run.status === 0 ? JSON.parse(run.stdout) : {}
}

export const measure = async (): Promise<readonly Figure[]> => {
  const beside = peers()
  const figures: Figure[] = []
  const peer = (name: string): string => (name in beside ? milliseconds(beside[name] ?? 0) : 'not here')
  for (const [size, kernel, runs] of sizes) {
    const label = `${size}×${size} ∗ ${kernel}×${kernel}`
    const whole = await timesOf(runs, () => convolve(integers(size), integers(kernel)))
    const [x, k] = [integers(size), integers(kernel)]
    const times = await timesOf(runs, () => convolve(x, k))
    figures.push({ what: `${label} integers, median`, value: milliseconds(quantile(times, 0.5)) })
    figures.push({
      what: `${label} integers with making the input, median`,
      value: milliseconds(quantile(whole, 0.5)),
    })
    figures.push({ what: `${label} SciPy convolve2d (float64), best`, value: peer(`scipy ${size}`) })
    if (size > 100) continue
    const [p, q] = [fractions(size), fractions(kernel)]
    const exact = await timesOf(Math.ceil(runs / 10), () => convolve(p, q))
    figures.push({
      what: `${label} fractions, median`,
      value: milliseconds(quantile(exact, 0.5)),
      aim: 'a tenth of SymPy',
    })
    figures.push({ what: `${label} SymPy Rationals, best`, value: peer(`sympy ${size}`) })
  }
  return figures
}
