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
