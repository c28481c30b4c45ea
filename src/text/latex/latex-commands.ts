// LaTeX's accent commands and what they do to the letter that follows.
import type { RichMark } from "../rich-text.ts";

/** One accent command. */
export interface Accent {
  /** The combining character, to stand after the letter. */
  readonly mark: string;
  /** What is shown where there is no letter. */
  readonly alone: string;
}

const accentRows = `
\` 0300 \`|' 0301 ´|^ 0302 ^|~ 0303 ~|= 0304 ¯|u 0306 ˘|. 0307 ˙|" 0308 ¨|h 0309|r 030A ˚|H 030B ˝|v 030C ˇ|G 030F
U 030E|f 0311|t 0361|newtie 0361|M 0322|d 0323|c 0327 ¸|k 0328 ˛|b 0331|B 0335
capitalgrave 0300 \`|capitalacute 0301 ´|capitalcircumflex 0302 ^|capitaltilde 0303 ~|capitalmacron 0304 ¯
capitalbreve 0306 ˘|capitaldotaccent 0307 ˙|capitaldieresis 0308 ¨|capitalring 030A ˚|capitalhungarumlaut 030B ˝
capitalcaron 030C ˇ|capitalcedilla 0327 ¸|capitalogonek 0328 ˛|capitaltie 0361|capitalnewtie 0361
textcommabelow 0326|textcommaabove 0313|textrevcommaabove 0314|textturncommaabove 0312|textcommaabover 0315
textvbaraccent 030D|textdoublevbaraccent 030E|textdotbreve 0310|textroundcap 0311|textsubgrave 0316|textsubacute 0317
textadvancing 0318|textretracting 0319|textlangleabove 031A|textrighthorn 031B|textsublhalfring 031C|textraising 031D
textlowering 031E|textsubplus 031F|textsubbar 0320|textsubminus 0320|textpalhookbelow 0321|textsubdot 0323
textsubumlaut 0324|textsubring 0325|textsyllabic 0329|textsubbridge 032A|textsubw 032B|textsubwedge 032C
textsubcircum 032D|textsubcircnum 032D|textsubbreve 032E|textundertie 032E|textsubarch 032F|textsubtilde 0330
subdoublebar 0333|textsuperimposetilde 0334|textlstrokethru 0336|textsstrikethru 0337|textsubrhalfring 0339
textinvsubbridge 033A|textsubsquare 033B|textseagull 033C|textovercross 033D|overbridge 0346|subdoublevert 0348
subcorner 0349|crtilde 034A|textoverw 034A|dottedtilde 034B|doubletilde 034C|spreadlips 034D|whistle 034E
textrightarrowhead 0350|textlefthalfring 0351|sublptr 0354|subrptr 0355|textrightuparrowhead 0356
textrighthalfring 0357|textdoublebreve 035D|textdoublemacron 035E|textdoublemacronbelow 035F|textdoubletilde 0360
texttoptiebar 0361|t* 0361|sliding 0362`;

/** By the command without its backslash: "'" , "v", "textcommabelow". LaTeX's own, textcomp's and tipa's. */
export const accents: ReadonlyMap<string, Accent> = new Map(
  accentRows
    .trim()
    .split(/[|\n]/)
    .map((row) => row.split(" "))
    .map(([name, code, alone = ""]) => [name!, { mark: String.fromCodePoint(Number.parseInt(code!, 16)), alone }]),
);

/**
 * Puts an accent on the first letter of `text`, after the marks it already has; a dotless i or j gets its letter back,
 * since Unicode composes those only. On nothing, or before a space, the accent stands alone.
 */
export function applyAccent(accent: Accent, text: string): string {
  const [, letter = "", marks = ""] = /^([^\s\p{M}]?)(\p{M}*)/u.exec(text)!;
  if (!letter) return accent.alone + text;
  const dotted = letter === "ı" ? "i" : letter === "ȷ" ? "j" : letter;
  return (dotted + marks + accent.mark).normalize("NFC") + text.slice(letter.length + marks.length);
}

// The journals' macros of AASTeX, which the Astrophysics Data System writes into its BibTeX: `journal = {\apj}`.

const journalRows = `
aas American Astronomical Society Meeting Abstracts
actaa Acta Astronomica
afz Astrofizika
aj The Astronomical Journal
ao applopt Applied Optics
aap astap Astronomy and Astrophysics
aapr The Astronomy and Astrophysics Review
aaps Astronomy and Astrophysics Supplement Series
apj The Astrophysical Journal
apjl apjlett The Astrophysical Journal Letters
apjs apjsupp The Astrophysical Journal Supplement Series
aplett Astrophysical Letters
apspr Astrophysics and Space Physics Research
apss Astrophysics and Space Science
araa Annual Review of Astronomy and Astrophysics
azh Astronomicheskii Zhurnal
baas Bulletin of the American Astronomical Society
bain Bulletin of the Astronomical Institutes of the Netherlands
caa Chinese Astronomy and Astrophysics
cjaa Chinese Journal of Astronomy and Astrophysics
dps AAS/Division for Planetary Sciences Meeting Abstracts
fcp Fundamentals of Cosmic Physics
gca Geochimica et Cosmochimica Acta
grl Geophysical Research Letters
iaucirc International Astronomical Union Circular
icarus Icarus
jaavso Journal of the American Association of Variable Star Observers
jcap Journal of Cosmology and Astroparticle Physics
jcp The Journal of Chemical Physics
jgr Journal of Geophysical Research
jqsrt Journal of Quantitative Spectroscopy and Radiative Transfer
jrasc Journal of the Royal Astronomical Society of Canada
maps Meteoritics and Planetary Science
memras Memoirs of the Royal Astronomical Society
memsai Memorie della Società Astronomica Italiana
mnassa Monthly Notes of the Astronomical Society of South Africa
mnras Monthly Notices of the Royal Astronomical Society
na New Astronomy
nar New Astronomy Reviews
nat Nature
nphysa Nuclear Physics A
pasa Publications of the Astronomical Society of Australia
pasj Publications of the Astronomical Society of Japan
pasp Publications of the Astronomical Society of the Pacific
physrep Physics Reports
physscr Physica Scripta
planss Planetary and Space Science
pra Physical Review A
prb Physical Review B
prc Physical Review C
prd Physical Review D
pre Physical Review E
prl Physical Review Letters
procspie Proceedings of SPIE
psj The Planetary Science Journal
qjras Quarterly Journal of the Royal Astronomical Society
rmxaa Revista Mexicana de Astronomía y Astrofísica
rnaas Research Notes of the American Astronomical Society
sci Science
skytel Sky and Telescope
solphys Solar Physics
sovast Soviet Astronomy
ssr Space Science Reviews
zap Zeitschrift für Astrophysik`;

/**
 * The names of journals by their macros, without the backslash. The macros are those of ADS's page "Journal Macros" with
 * the other words that AASTeX and MNRAS's class have for them. A class prints an abbreviation, its own, and that page
 * shortens too ("Monthly Notices of the RAS"); so the names are the titles that the journals have in ADS's records.
 */
export const journalMacros: ReadonlyMap<string, string> = new Map(
  journalRows
    .trim()
    .split("\n")
    .flatMap((row) => {
      const [, names, title] = /^((?:[a-z]+ )+)(.+)$/.exec(row)!;
      return names!
        .trim()
        .split(" ")
        .map((name): [string, string] => [name, title!]);
    }),
);

// What the control sequences of LaTeX and biblatex do to a text, by kind. Symbols and accents have tables of their own.

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
