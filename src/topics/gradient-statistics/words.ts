import { quantitiesOf } from '../quantity.ts'

export const quantity = quantitiesOf({
  mean: {
    symbol: '\\mathbb{E}[dw_{h,l}]',
    about: 'mean of one entry of the weight gradient',
    aliases: ['E[dw_{h,l}]', '\\mathbb{E}(dw_{h,l})', '\\mu', 'mean', 'expectation', 'expected value'],
  },
  variance: {
    symbol: '\\operatorname{Var}(dw_{h,l})',
    about: 'variance of one entry of the weight gradient',
    aliases: ['\\mathrm{Var}(dw_{h,l})', '\\text{Var}(dw)', '\\operatorname{Var}[dw_{h,l}]', 'variance'],
  },
  std: {
    symbol: '\\operatorname{sd}(dw_{h,l})',
    about: 'standard deviation of one entry of the weight gradient',
    aliases: [
      '\\sigma_{dw}',
      '\\mathrm{Std}(dw_{h,l})',
      'SD',
      'std',
      'standard deviation',
      'typical gradient',
      'typical size',
    ],
  },
  growth: {
    symbol: '\\operatorname{sd}(dw_{h,l})',
    about: 'growth of the standard deviation in n',
    aliases: ['growth', 'asymptotic growth', 'scaling in n'],
  },
  m: { symbol: 'm', about: 'rows and columns of the output', aliases: ['m = n - k + 1'] },
  terms: { symbol: 'm^2', about: 'products in the sum', aliases: ['number of terms'] },
  term_variance: {
    symbol: '\\operatorname{Var}(dy_{i,j}\\, x_{i+h-1,j+l-1})',
    about: 'variance of one product',
    aliases: ['\\mathrm{Var}(dy_{i,j} x_{i+h-1,j+l-1})', '\\mathrm{Var}(x\\,dy)'],
  },
})
