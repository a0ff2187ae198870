// vega-lite gives `Set` a method, after which discord.js no longer loads; files that share their modules come in any order.
import 'discord.js'
