// Names of months and seasons in English, German, French, Spanish, Portuguese and Italian, and of a few neighbors.

const months = `
january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari
february feb februar feber février fév févr febrero fevereiro fev febbraio febr februari
march mar märz mär mrz mars marzo março maart
april apr avril avr abril abr aprile
may mai mayo maio maggio mag mei
june jun juni juin junio junho giugno giu
july jul juli juillet juil julio julho luglio lug
august aug août aou agosto ago augustus
september sep sept septembre septiembre setembro set settembre sett setiembre
october oct oktober okt octobre octubre outubro out ottobre ott
november nov novembre noviembre novembro
december dec dezember dez décembre déc diciembre dic dezembro dicembre`;

const seasons = `
spring frühling frühjahr printemps primavera
summer sommer été verano verão estate
autumn fall herbst automne otoño outono autunno
winter hiver invierno inverno`;

function numbered(table: string): ReadonlyMap<string, number> {
  return new Map(
    table
      .trim()
      .split("\n")
      .flatMap((row, index) => row.split(" ").map((name): [string, number] => [foldName(name), index + 1])),
  );
}

/** A name without case and diacritics, as the tables are asked: "Février" is "fevrier". */
export function foldName(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

const monthNumbers = numbered(months);
const seasonNumbers = numbered(seasons);

/** The month, 1 to 12, that a folded name or abbreviation without its dot stands for. */
export function monthOf(name: string): number | undefined {
  return monthNumbers.get(name);
}

/** The season in BibLaTeX's and CSL's numbering, 1 spring to 4 winter, that a folded name stands for. */
export function seasonOf(name: string): 1 | 2 | 3 | 4 | undefined {
  return seasonNumbers.get(name) as 1 | 2 | 3 | 4 | undefined;
}
