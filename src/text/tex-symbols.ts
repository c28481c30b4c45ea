// The characters that TeX names: one table for text (normalize) and for the plain form of formulas.
/** Reads "name character" pairs parted by white space. */
function pairs(list: string): [string, string][] {
  const words = list.trim().split(/\s+/);
  return Array.from({ length: words.length / 2 }, (_, index) => [words[2 * index]!, words[2 * index + 1]!]);
}

/** Letters and signs of text: LaTeX's own, textcomp, the encodings T1, T4 and X2, and tipa. */
const text = pairs(`
AA Å aa å AE Æ ae æ OE Œ oe œ O Ø o ø L Ł l ł ss ß SS SS i ı j ȷ IJ Ĳ ij ĳ
DH Ð dh ð DJ Đ dj đ NG Ŋ ng ŋ TH Þ th þ Thorn Þ textthorn þ textthornvari þ textthornvarii þ textthornvariii þ
textthornvariv þ textcrd đ textHbar Ħ texthbar ħ textcrh ħ textkra ĸ textbarl ł textTbar Ŧ textTstroke Ŧ texttbar ŧ
texttstroke ŧ textcrb ƀ textlongs ſ hv ƕ texthvlig ƕ OHORN Ơ ohorn ơ UHORN Ư uhorn ư ESH Ʃ esh ʃ EZH Ʒ ezh ʒ
textBhook Ɓ textOopen Ɔ textChook Ƈ textchook ƈ texthtc ƈ textDafrican Ɖ textDhook Ɗ textEreversed Ǝ textEopen Ɛ
textFhook Ƒ textGammaafrican Ɣ textIotaafrican Ɩ textKhook Ƙ textkhook ƙ texthtk ƙ textcrlambda ƛ textNhookleft Ɲ
textPhook Ƥ textphook ƥ texthtp ƥ textEsh Ʃ textlooptoprevesh ƪ textpalhookbelow ƫ textThook Ƭ textthook ƭ texthtt ƭ
textTretroflexhook Ʈ textVhook Ʋ textYhook Ƴ textyhook ƴ textEzh Ʒ texteturned ǝ textturna ɐ textscripta ɑ
textturnscripta ɒ textbhook ɓ texthtb ɓ textoopen ɔ textopeno ɔ textctc ɕ textdtail ɖ textrtaild ɖ textdhook ɗ
texthtd ɗ textreve ɘ textschwa ə schwa ə textrhookschwa ɚ texteopen ɛ textrevepsilon ɜ
textrhookrevepsilon ɝ textcloserevepsilon ɞ textbardotlessj ɟ texthtg ɠ textscriptg ɡ textg ɡ textscg ɢ
textgammalatinsmall ɣ textramshorns ɤ textturnh ɥ texthth ɦ texththeng ɧ textbari ɨ textiotalatin ɩ textsci ɪ
textltilde ɫ textbeltl ɬ textrtaill ɭ textlyoghlig ɮ textturnm ɯ textturnmrleg ɰ textltailm ɱ textltailn ɲ
textnhookleft ɲ textrtailn ɳ textscn ɴ textbaro ɵ textscoelig ɶ textcloseomega ɷ textturnr ɹ textturnlonglegr ɺ
textturnrrtail ɻ textlonglegr ɼ textrtailr ɽ textfishhookr ɾ textlhti ɿ textscr ʀ textinvscr ʁ textrtails ʂ
textesh ʃ texthtbardotlessj ʄ textraisevibyi ʅ textctesh ʆ textturnt ʇ textrtailt ʈ texttretroflexhook ʈ textbaru ʉ
textscriptv ʋ textvhook ʋ textturnv ʌ textturnw ʍ textturny ʎ textscy ʏ textrtailz ʐ textctz ʑ textezh ʒ textyogh ʒ
textctyogh ʓ textglotstop ʔ textrevglotstop ʕ textinvglotstop ʖ textstretchc ʗ textbullseye ʘ textscb ʙ
textcloseepsilon ʚ texthtscg ʛ textsch ʜ textctj ʝ textturnk ʞ textscl ʟ texthtq ʠ textbarglotstop ʡ
textbarrevglotstop ʢ textdzlig ʣ textdyoghlig ʤ textdctzlig ʥ texttslig ʦ textteshlig ʧ texttesh ʧ texttctclig ʨ
hamza ʾ ain ʿ ayn ʿ textprimstress ˈ textsecstress ˌ textlengthmark ː texthalflength ˑ
tone5 ˥ tone4 ˦ tone3 ˧ tone2 ˨ tone1 ˩ cprime ʹ cdprime ʺ Cprime ʹ Cdprime ʺ
textendash – textemdash — textfiguredash ‒ textnonbreakinghyphen ‑ texthorizontalbar ― textquoteleft ‘ textquoteright ’
quotesinglbase ‚ textquotedblleft “ textquotedblright ” quotedblbase „ textquotesingle ' textquotedbl " dq "
lq ‘ rq ’ glqq „ grqq “ glq ‚ grq ‘ flqq « frqq » flq ‹ frq › guillemotleft « guillemotright » guillemetleft «
guillemetright » guilsinglleft ‹ guilsinglright › og « fg » ldots … dots … textellipsis … slash / hyphen - P ¶ S §
textsection § textparagraph ¶ dag † ddag ‡ dagger † ddagger ‡ textdagger † textdaggerdbl ‡ textbullet • labelitemi •
textperiodcentered · textcentereddot · textperthousand ‰ textpermille ‰ textpertenthousand ‱ textreferencemark ※
textinterrobang ‽ textoverline ‾ textbackslash \\ textbar | textbardbl ‖ textbrokenbar ¦ textbraceleft {
textbraceright } textless < textgreater > textequals = textplus + textasciicircum ^ textasciitilde ~ textasciigrave \`
textasciiacute ´ textasciidieresis ¨ textasciimacron ¯ textasciicedilla ¸ textasciibreve ˘ textasciicaron ˇ
textdollar $ textpercent % textampersand & textunderscore _ textnumbersign # textasteriskcentered * textexclamdown ¡
textquestiondown ¿ textcopyright © copyright © textcircledP ℗ textregistered ® textregisteredsign ® texttrademark ™
textservicemark ℠ textdegree ° degree ° textcelsius ℃ textordfeminine ª textordmasculine º textonesuperior ¹
texttwosuperior ² textthreesuperior ³ textonequarter ¼ textonehalf ½ textthreequarters ¾ textnumero № textmu µ
micro µ textmicro µ textohm Ω textmho ℧ textestimated ℮ textrecipe ℞ textmusicalnote ♪ textopenbullet ◦ textborn *
textdied † textdivorced ⚮ textmarried ⚭ textleaf ☙ textbigcircle ◯ textblank ␢ textvisiblespace ␣ textpilcrow ¶
textlangle ⟨ textrangle ⟩ textlbrackdbl ⟦ textrbrackdbl ⟧ textlquill ⁅ textrquill ⁆ textdiscount ⁒ textfractionsolidus ⁄
textsterling £ pounds £ textcent ¢ cent ¢ textcurrency ¤ textyen ¥ yen ¥ texteuro € euro € EUR € textlira ₤ textnaira ₦
textwon ₩ textdong ₫ textpeso ₱ textbaht ฿ textguarani ₲ textcolonmonetary ₡ textflorin ƒ textminus − textpm ±
texttimes × textdiv ÷ textlogicalnot ¬ textsurd √ textleftarrow ← textuparrow ↑ textrightarrow → textdownarrow ↓
checkmark ✓ ballotx ✗
textacutedbl ˝ textgravedbl ˵ textdblhyphen ⸗ texttildelow ˷`);

/** Greek letters: of formulas, and with "text" before the name. */
const greek = pairs(`
alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ
psi ψ omega ω digamma ϝ
Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο Pi Π
Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω`);

/** The textgreek and LGR names that differ from "text" and the letter of formulas. */
const textGreek = pairs(`textepsilon ε textphi φ texttheta θ textrho ρ textsigma σ textvarsigma ς textfinalsigma ς
textautosigma σ textmugreek μ textgamma γ textiota ι textupsilon υ straightphi ϕ straighttheta θ straightepsilon ϵ`);

/** Ordinary signs and delimiters of formulas. */
const ordinary = pairs(`
infty ∞ infin ∞ forall ∀ exists ∃ nexists ∄ complement ∁ partial ∂ nabla ∇ emptyset ∅ varnothing ∅ aleph ℵ beth ℶ
gimel ℷ daleth ℸ ell ℓ hbar ℏ hslash ℏ imath ı jmath ȷ wp ℘ Re ℜ Im ℑ eth ð mho ℧ prime ′ backprime ‵ angle ∠
measuredangle ∡ sphericalangle ∢ top ⊤ bot ⊥ surd √ lnot ¬ neg ¬ sharp ♯ flat ♭ natural ♮ spadesuit ♠ heartsuit ♡
diamondsuit ♢ clubsuit ♣ Box □ square □ blacksquare ■ Diamond ◇ lozenge ◊ blacklozenge ⧫ triangle △ triangledown ▽
blacktriangle ▲ blacktriangledown ▼ bigstar ★ bigcirc ◯ circledR ® circledS Ⓢ maltese ✠ Bbbk 𝕜 Finv Ⅎ Game ⅁
diagup ╱ diagdown ╲ cdots ⋯ dotsb ⋯ dotsc … dotsm ⋯ dotsi ⋯ dotso … hdots … vdots ⋮ ddots ⋱ sum ∑ prod ∏ coprod ∐
int ∫ iint ∬ iiint ∭ oint ∮ bigcap ⋂ bigcup ⋃ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄
bigsqcup ⨆ lceil ⌈ rceil ⌉ lfloor ⌊ rfloor ⌋ langle ⟨ rangle ⟩ lbrace { rbrace } lbrack [ rbrack ] lvert | rvert |
lVert ‖ rVert ‖ vert | Vert ‖ ulcorner ⌜ urcorner ⌝ llcorner ⌞ lrcorner ⌟ backslash \\ colon : cent ¢ yen ¥ degree °
sun ☉ Sun ☉ odot ⊙ earth ⊕ Earth ♁ mercury ☿ venus ♀ mars ♂ jupiter ♃ saturn ♄ uranus ♅ neptune ♆ pluto ♇ male ♂
female ♀ astrosun ☉ ast * star ⋆ bullet • square □ cdotp · ldotp .`);

/** Operators between two things, relations and arrows: in a plain formula a space stands on both sides. */
const binary = pairs(`
pm ± mp ∓ times × div ÷ cdot ⋅ circ ∘ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ vee ∨ lor ∨ wedge ∧ land ∧ setminus ∖
smallsetminus ∖ wr ≀ diamond ⋄ bigtriangleup △ bigtriangledown ▽ triangleleft ◁ triangleright ▷ lhd ⊲ rhd ⊳ unlhd ⊴
unrhd ⊵ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ amalg ⨿ dotplus ∔ divideontimes ⋇ ltimes ⋉ rtimes ⋊ leftthreetimes ⋋
rightthreetimes ⋌ curlyvee ⋎ curlywedge ⋏ veebar ⊻ barwedge ⊼ intercal ⊺ boxplus ⊞ boxminus ⊟ boxtimes ⊠ boxdot ⊡
circledcirc ⊚ circledast ⊛ circleddash ⊝ doublecap ⋒ Cap ⋒ Cup ⋓ doublecup ⋓
leq ≤ le ≤ geq ≥ ge ≥ leqslant ⩽ geqslant ⩾ leqq ≦ geqq ≧ lneqq ≨ gneqq ≩ lneq ⪇ gneq ⪈ lt < gt > ll ≪ gg ≫ lll ⋘ llless ⋘
ggg ⋙ gggtr ⋙ lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ lessgtr ≶ gtrless ≷ lesseqgtr ⋚ gtreqless ⋛ lessdot ⋖ gtrdot ⋗
lnsim ⋦ gnsim ⋧ nless ≮ ngtr ≯ nleq ≰ ngeq ≱ prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ curlyeqprec ⋞
curlyeqsucc ⋟ precsim ≾ succsim ≿ precnsim ⋨ succnsim ⋩ nprec ⊀ nsucc ⊁ neq ≠ ne ≠ equiv ≡ sim ∼ nsim ≁ backsim ∽
thicksim ∼ simeq ≃ backsimeq ⋍ approx ≈ thickapprox ≈ approxeq ≊ cong ≅ ncong ≇ asymp ≍ Bumpeq ≎ bumpeq ≏ doteq ≐
doteqdot ≑ Doteq ≑ fallingdotseq ≒ risingdotseq ≓ eqcirc ≖ circeq ≗ triangleq ≜ coloneqq ≔ coloneq ≔ eqqcolon ≕ propto ∝
varpropto ∝ in ∈ isin ∈ notin ∉ ni ∋ owns ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ nsubseteq ⊈ nsupseteq ⊉ subsetneq ⊊
supsetneq ⊋ Subset ⋐ Supset ⋑ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ mid ∣ nmid ∤ shortmid ∣ parallel ∥
nparallel ∦ shortparallel ∥ perp ⟂ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨ Vdash ⊩ Vvdash ⊪ nvdash ⊬ nvDash ⊭ nVdash ⊮
between ≬ pitchfork ⋔ bowtie ⋈ Join ⋈ smile ⌣ frown ⌢ multimap ⊸ therefore ∴ because ∵ vartriangleleft ⊲
vartriangleright ⊳ trianglelefteq ⊴ trianglerighteq ⊵ ntriangleleft ⋪ ntriangleright ⋫ ntrianglelefteq ⋬
ntrianglerighteq ⋭
to → gets ← leftarrow ← rightarrow → uparrow ↑ downarrow ↓ leftrightarrow ↔ updownarrow ↕ Leftarrow ⇐ Rightarrow ⇒
Uparrow ⇑ Downarrow ⇓ Leftrightarrow ⇔ Updownarrow ⇕ longleftarrow ⟵ longrightarrow ⟶ longleftrightarrow ⟷
Longleftarrow ⟸ Longrightarrow ⟹ Longleftrightarrow ⟺ implies ⟹ impliedby ⟸ iff ⟺ mapsto ↦ longmapsto ⟼
hookleftarrow ↩ hookrightarrow ↪ nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ leftharpoonup ↼ leftharpoondown ↽
rightharpoonup ⇀ rightharpoondown ⇁ rightleftharpoons ⇌ leftrightharpoons ⇋ leadsto ↝ rightsquigarrow ↝
twoheadrightarrow ↠ twoheadleftarrow ↞ rightarrowtail ↣ leftarrowtail ↢ leftleftarrows ⇇ rightrightarrows ⇉
leftrightarrows ⇆ rightleftarrows ⇄ upuparrows ⇈ downdownarrows ⇊ upharpoonright ↾ upharpoonleft ↿ downharpoonright ⇂
downharpoonleft ⇃ restriction ↾ nleftarrow ↚ nrightarrow ↛ nleftrightarrow ↮ nLeftarrow ⇍ nRightarrow ⇏
nLeftrightarrow ⇎ circlearrowleft ↺ circlearrowright ↻ curvearrowleft ↶ curvearrowright ↷ looparrowleft ↫
looparrowright ↬ Lsh ↰ Rsh ↱ dashrightarrow ⇢ dashleftarrow ⇠ leftrightsquigarrow ↭ xrightarrow → xleftarrow ←`);

/** The letters of LaTeX's Cyrillic encodings (T2A, T2B, T2C, X2): `\cyra` is small, `\CYRA` the capital. */
const cyrillic = pairs(`
a а b б v в g г d д e е yo ё zh ж z з i и ishrt й k к l л m м n н o о p п r р s с t т u у f ф h х c ц ch ч sh ш
shch щ hrdsn ъ ery ы sftsn ь erev э yu ю ya я gup ґ je ј ie є ii і yi ї dje ђ tshe ћ lje љ nje њ dzhe џ ushrt ў dze ѕ
fita ѳ izh ѵ yat ѣ bigyus ѫ schwa ә otld ө y ү nhook ӈ ndsc ң kdsc қ kvcrs ҝ kbeak ҡ khook ӄ ghcrs ғ ghk ҕ hdsc ҳ
hhcrs һ shha һ zdsc ҙ zhdsc җ sdsc ҫ tdsc ҭ yhcrs ұ ng ҥ phk ҧ chvcrs ҹ chrdsc ҷ abhch ҽ abhchdsc ҿ abhha ҩ abhdze ӡ
chldsc ӌ tetse ҵ aue ӕ ae ӕ`);
const cyrillicLetters = cyrillic.flatMap(([name, letter]): [string, string][] => [
  [`cyr${name}`, letter],
  [`CYR${name.toUpperCase()}`, letter.toUpperCase()],
]);

/** What a control word of LaTeX stands for in text: "alpha" → "α", "ae" → "æ". Formulas use the same names. */
export const texSymbols: ReadonlyMap<string, string> = new Map([
  ...binary,
  ...ordinary,
  ...greek,
  ...greek.map(([name, letter]): [string, string] => [`text${name}`, letter]),
  ...text,
  ...textGreek,
  ...cyrillicLetters,
]);

/** The names whose sign stands between two things in a formula. */
export const texBinaryNames: ReadonlySet<string> = new Set(binary.map(([name]) => name));
