const raised = '⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-⁽(⁾)ⁿnⁱiᵃaᵇbᶜcᵈdᵉeᵏkˡlᵐmᵖpˢsᵗtˣxʸyʲjᴸLᴷKᴺNᴹMᵅalpha'
const lowered = '₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9₊+₋-ₐaₑeₕhᵢiⱼjₖkₗlₘmₙnₒoₚpᵣrₛsₜtᵤuᵥvₓx'

const pairs = (text: string): ReadonlyMap<string, string> => {
  const characters = [...text]
  const map = new Map<string, string>()
  for (let at = 0; at + 1 < characters.length; at += 2)
    map.set(characters[at] ?? '', characters[at + 1] ?? '')
  return map
}

/** Raised and lowered characters with the ordinary ones they stand for. */
export const unicodeScripts: readonly (readonly ['^' | '_', ReadonlyMap<string, string>])[] = [
  ['^', pairs(raised.slice(0, raised.indexOf('ᵅ')))],
  ['_', pairs(lowered)],
]
