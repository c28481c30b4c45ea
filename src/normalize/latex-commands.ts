// What the control sequences of LaTeX and biblatex do to a text, by kind. Symbols and accents have tables of their own.
import type { RichMark } from "../model/rich-text.ts";

function each<Value>(value: Value, names: string): [string, Value][] {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => [name, value]);
}

/** Their argument is marked. */
export const markCommands: ReadonlyMap<string, RichMark> = new Map([
  ...each("emphasis" as const, "emph textit textsl mkbibemph mkbibitalic"),
  ...each("strong" as const, "textbf mkbibbold"),
  ...each("smallCaps" as const, "textsc"),
  ...each("code" as const, "texttt code lstinline mintinline"),
  ...each("superscript" as const, "textsuperscript mkbibsuperscript up fup"),
  ...each("subscript" as const, "textsubscript mkbibsubscript"),
  ...each("noCase" as const, "NoCaseChange"),
]);

/** They mark the rest of their group. */
export const switchCommands: ReadonlyMap<string, RichMark> = new Map([
  ...each("emphasis" as const, "em it sl itshape slshape"),
  ...each("strong" as const, "bf bfseries"),
  ...each("smallCaps" as const, "sc scshape"),
  ...each("code" as const, "tt ttfamily"),
]);

/** They end the switches of these kinds for the rest of their group. */
export const resetCommands: ReadonlyMap<string, readonly RichMark[]> = new Map<string, readonly RichMark[]>([
  ...each<readonly RichMark[]>(["emphasis", "strong", "smallCaps", "code"], "rm sf normalfont"),
  ...each<readonly RichMark[]>(["emphasis", "smallCaps"], "upshape"),
  ...each<readonly RichMark[]>(["strong"], "mdseries"),
  ...each<readonly RichMark[]>(["code"], "rmfamily sffamily"),
]);

/** Their last argument is the text, after so many others. */
export const contentCommands: ReadonlyMap<string, number> = new Map([
  ...each(
    0,
    `mbox hbox vbox fbox framebox makebox text textrm textsf textup textmd textnormal textulc textmerriweather uline
    underline uuline uwave sout ul st hl emphasize mkbibparens mkbibbrackets autocap MakeSentenceCase MakeTitlecase
    MakeCapital titlecap ensureupright textgreek textcyr textlatin textcyrillic foreign natexlab citenamefont bibnamefont
    bibfnamefont nbd centerline leftline smash strut hologo protecting textlf textin
    mkbibacro mkbibnamefamily mkbibnamegiven mkbibnameprefix mkbibnamesuffix parentext brackettext`,
  ),
  ...each(
    1,
    "textcolor colorbox foreignlanguage textlanguage raisebox scalebox bibinfo BibitemOpen parbox hyperref hyperlink",
  ),
  ...each(2, "resizebox fcolorbox"),
]);

/** They and so many arguments show nothing. */
export const silentCommands: ReadonlyMap<string, number> = new Map([
  ...each(
    0,
    `relax protect unskip ignorespaces ignorespacesafterend allowbreak nobreak nolinebreak nopagebreak pagebreak
    sloppy fussy null boldmath unboldmath empty leavevmode noindent indent centering raggedright raggedleft displaystyle
    textstyle normalsize tiny scriptsize footnotesize small large Large LARGE huge Huge selectfont hfill hfil vfill vfil
    smallskip medskip bigskip frenchspacing nonfrenchspacing par@ expandafter noexpand begingroup endgroup bgroup egroup
    BibitemShut newblock nohyphens textcompwordmark cyrillictext latintext mdseries medseries break`,
  ),
  ...each(
    1,
    `thanks noopsort SortNoop Noopsort NoopSort noop sortnoop hspace vspace label index color selectlanguage phantom
    hphantom vphantom fontsize@ fontencoding fontfamily fontseries fontshape pagecolor nocite marginpar todo vadjust
    printead tnoteref fnref corref footnotemark footnotetext`,
  ),
  ...each(2, "fontsize rule setlength addtolength"),
]);

/** They point to something that stands elsewhere. */
export const referenceCommands: ReadonlySet<string> = new Set(
  `cite citep citet citealp citealt citeauthor citeyear citeyearpar citenum Cite Citep Citet parencite Parencite textcite
  Textcite autocite Autocite footcite footcitetext smartcite supercite fullcite footfullcite ref eqref pageref autoref
  nameref cref Cref vref`.split(/\s+/),
);

/** They and a number or length show nothing: `\kern-.1em`. */
export const lengthCommands: ReadonlySet<string> = new Set([
  "kern",
  "penalty",
  "hskip",
  "vskip",
  "lower",
  "raise",
  "mkern",
]);

/** Gaps. A thin one does not break in TeX (`\kern`), so it is the narrow no-break space. */
export const spaceCommands: ReadonlyMap<string, string> = new Map([
  ...each(" ", "space quad qquad enspace enskip newline linebreak newpage hss \\"),
  [" ", " "],
  ["\t", " "],
  ["\n", " "],
  ["\r", " "],
  ...each("\u202f", "thinspace medspace thickspace , : ; >"),
  ...each("\u00a0", "nobreakspace nbsp"),
  ...each("", "negthinspace negmedspace negthickspace ! / - @ *"),
]);

/** Names that are set as pictures of themselves; a style never changes their capitals. */
export const logoCommands: ReadonlyMap<string, string> = new Map(
  [
    ..."TeX LaTeX BibTeX BibLaTeX XeTeX XeLaTeX LuaTeX LuaLaTeX pdfTeX pdfLaTeX ConTeXt MetaPost PiCTeX SLiTeX KOMAScript".split(
      " ",
    ),
  ]
    .map((name): [string, string] => [name, name])
    .concat([
      ["LaTeXe", "LaTeX2ε"],
      ["eTeX", "ε-TeX"],
      ["AmS", "AMS"],
      ["AMS", "AMS"],
      ["AmSTeX", "AMS-TeX"],
      ["MF", "METAFONT"],
      ["MP", "METAPOST"],
      ["BIBTEX", "BibTeX"],
      ["KOMAScript", "KOMA-Script"],
    ]),
);

/** They change the case of their argument. */
export const letterCaseCommands: ReadonlyMap<string, "upper" | "lower"> = new Map([
  ...each("upper" as const, "uppercase MakeUppercase MakeTextUppercase"),
  ...each("lower" as const, "lowercase MakeLowercase MakeTextLowercase"),
]);

/** Environments whose content is a formula, with the environment that Temml is to see around it, if any. */
export const mathEnvironments: ReadonlyMap<string, string> = new Map([
  ...each("", "equation equation* math displaymath"),
  ...each("aligned", "align align* eqnarray eqnarray* flalign flalign*"),
  ...each("gathered", "gather gather* multline multline*"),
]);

/** The pairs of quotation marks of `\enquote`: outside, then within another. */
export const quotationMarks = [
  ["“", "”"],
  ["‘", "’"],
] as const;
