"""Makes the fonts of the social pictures from their sources (README.md): python3 make-fonts.py <folder of the sources>"""

import sys
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

sources, target = Path(sys.argv[1]), Path(__file__).parent


def characters(*ranges):
    return {code for first, last in ranges for code in range(first, last + 1)}


def encoded(encoding, first, last):
    """The characters of a two-byte encoding's rows."""
    pairs = (bytes([row, cell]) for row in range(first, last + 1) for cell in range(0xA1, 0xFF))
    texts = (pair.decode(encoding, "ignore") for pair in pairs)
    return {ord(text) for text in texts if len(text) == 1}


marks = characters((0x2010, 0x2027), (0x202F, 0x2044), (0x200C, 0x200D))
latin = marks | characters(
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x45F), (0x490, 0x4FF),
    (0x1E00, 0x1EFF), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x2193), (0x2200, 0x22FF),
)
# European letters, raised and lowered ones, and the forms of Greek letters that formulas use.
rare = {0x18F, 0x259, 0x2011} | characters(
    (0x100, 0x17F), (0x1D2C, 0x1D6A), (0x1D9C, 0x1DBF), (0x2070, 0x209F), (0x2C7C, 0x2C7D), (0x3D0, 0x3D6), (0x3F0, 0x3F6),
)  # fmt: skip
arabic = characters((0x600, 0x6FF), (0x750, 0x77F))
math = {0x2016} | characters(
    (0x2032, 0x2037), (0x2070, 0x209F), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2308, 0x230B),
    (0x25A0, 0x25FF), (0x27C2, 0x27C2), (0x27E6, 0x27EB), (0x27F5, 0x27FE), (0x2A00, 0x2A06), (0x2A7D, 0x2A7E),
    (0x2AAF, 0x2AB0), (0x1D538, 0x1D56B),
)  # fmt: skip
# Both levels of GB 2312, the first of JIS X 0208, kana, and the marks and full-width letters that go with them. The
# space is what a shaper sets in the place of characters without a shape.
han = (
    encoded("gb2312", 0xB0, 0xF7)
    | encoded("euc_jp", 0xB0, 0xCF)
    | characters((0x20, 0x20), (0x3000, 0x303F), (0x3041, 0x30FF), (0xFF01, 0xFF60))
)


def part(name, wanted, features, without=()):
    """The wanted characters of a source, without hints; what a font lacks is a gap and never a box."""
    font = TTFont(sources / name, recalcTimestamp=False)
    options = Options(hinting=False, layout_features=features, notdef_outline=False, name_IDs=[0, 13, 14])
    options.drop_tables += ["DSIG", "FFTM", "MATH", "STAT", "meta", "vhea", "vmtx", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted - set(without))
    subsetter.subset(font)
    return font


def covered(name, wanted):
    return wanted & set(TTFont(sources / name).getBestCmap())


def keep(font, family, weight):
    """Written under a name of its own, as the licences ask of a changed font."""
    notices = {(one.nameID, one.toUnicode()) for one in font["name"].names if one.nameID in (0, 13, 14)}
    font["name"].names = []
    for number, text in [(1, family), (2, "Regular"), (4, family), (6, family.replace(" ", ""))]:
        font["name"].setName(text, number, 3, 1, 0x409)
    for number in (0, 13, 14):
        text = "\n".join(sorted(one for own, one in notices if own == number))
        if text:
            font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x40
    font["head"].macStyle = 0
    font["head"].created = font["head"].modified = 3786912000
    font.recalcTimestamp = False
    file = target / f"{family.split(' ')[1].lower()}.ttf"
    font.save(file)
    print(file.name, file.stat().st_size, len(font.getBestCmap()))


def merged(text, other_text, arabic_text, family, weight):
    """Letters first, then the letters, the Arabic and the signs of mathematics that the fonts before them lack."""
    layout = ["ccmp", "locl", "kern", "liga", "mark", "mkmk"]
    own = covered(text, latin)
    own_arabic = covered(arabic_text, arabic)
    other = covered(other_text, rare) - own - own_arabic
    parts = [
        (part(text, own, layout), "text"),
        (part(other_text, other, ["ccmp"]), "other"),
        (part(arabic_text, own_arabic, [*layout, "init", "medi", "fina", "isol", "rlig", "calt", "curs"]), "arabic"),
        (part("noto-sans-math-latin-400-normal.woff", math, ["ccmp"], own | other | own_arabic), "math"),
    ]
    names = []
    for font, name in parts:
        if font["head"].unitsPerEm != 1000:
            scale_upem(font, 1000)
        file = sources / f"part-{name}.ttf"
        font.flavor = None
        font.save(file)
        names.append(str(file))
    font = Merger().merge(names)
    notices = [one for file in names for one in TTFont(file)["name"].names]
    font["name"].names = notices
    keep(font, family, weight)


merged("SourceSerif4_600SemiBold.ttf", "NotoSerif_600SemiBold.ttf", "NotoNaskhArabic_600SemiBold.ttf", "Offprint Serif", 600)
merged("SourceSans3_400Regular.ttf", "NotoSerif_400Regular.ttf", "NotoNaskhArabic_400Regular.ttf", "Offprint Sans", 400)
keep(part("DroidSansFallbackFull.ttf", han, ["ccmp"]), "Offprint Han", 400)
