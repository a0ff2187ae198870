// vega-lite gives `Set` a method, after which discord.js no longer loads; files that share their modules come in any order.
import 'discord.js'
import fc from 'fast-check'

// Shrinking a long counterexample can take an hour: after two minutes the smallest so far is reported.
fc.configureGlobal({ interruptAfterTimeLimit: 120_000 })
