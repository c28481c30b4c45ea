// What the plain form of a formula knows of TeX beyond its symbols.

/** Raised characters, by the plain one. */
export const superscripts = characterMap(
  "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ'′*∗",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′′**",
);
/** Lowered characters, by the plain one. */
export const subscripts = characterMap(
  "0123456789+-=()aehijklmnoprstuvxβγρφχ",
  "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ",
);
/** Raised signs that are set raised anyway. */
export const raisedSigns = new Map([
  ["∘", "°"],
  ["°", "°"],
  ["†", "†"],
  ["‡", "‡"],
  ["⊤", "ᵀ"],
  ["™", "™"],
  ["®", "®"],
]);
/** Blackboard capitals. */
export const doubleStruck = characterMap("CHNPQRZ", "ℂℍℕℙℚℝℤ");

/** Accents, by the mark that follows the letter. */
export const accents = new Map(
  Object.entries({
    hat: "\u0302",
    widehat: "\u0302",
    tilde: "\u0303",
    widetilde: "\u0303",
    bar: "\u0304",
    overline: "\u0305",
    vec: "\u20d7",
    dot: "\u0307",
    ddot: "\u0308",
    acute: "\u0301",
    grave: "\u0300",
    check: "\u030c",
    breve: "\u0306",
    mathring: "\u030a",
    underline: "\u0332",
    slashed: "\u0338",
    cancel: "\u0338",
    overrightarrow: "\u20d7",
  }),
);

/** Names of functions and operators, set upright with a space around. */
export const functions = new Set(
  (
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min " +
    "Pr sec sin sinh sup tan tanh argmax argmin mod"
  ).split(" "),
);

/** They show nothing, or only what follows. */
export const silent = new Set(
  (
    "left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm displaystyle textstyle " +
    "scriptstyle scriptscriptstyle limits nolimits rm bf it cal sf tt mathrm mathbf mathit mathsf mathtt mathcal mathscr " +
    "mathfrak boldsymbol bm pmb mathnormal mathring mathop mathbin mathrel mathord mathopen mathclose ensuremath mbox " +
    "hbox boxed nonumber notag protect relax overset underset overbrace underbrace stackrel mathstrut hphantom"
  ).split(" "),
);
/** Their argument is words, whose spaces count. */
export const textCommands = new Set(
  "text textrm textit textbf textsf texttt textnormal mbox hbox operatorname".split(" "),
);
/** Gaps, by command. */
export const spaces = new Map([
  [",", ""],
  ["!", ""],
  [":", " "],
  [";", " "],
  [" ", " "],
  ["quad", " "],
  ["qquad", " "],
  ["\\", " "],
  ["enspace", " "],
  ["thinspace", ""],
  ["/", ""],
  [">", " "],
  ["hspace", " "],
  ["space", " "],
]);

function characterMap(from: string, to: string): ReadonlyMap<string, string> {
  const targets = [...to];
  return new Map([...from].map((character, index) => [character, targets[index]!]));
}
