/** What Zotero and Mendeley put into `note` where BibTeX has no field for it, or where a program keeps its own books. */
const labels =
  "ISSN|ISBN|Publisher|Backup Publisher|Citation Key|Conference Name|Company|Container[- ]Title|Event[- ](?:Title|Place)|Institution|" +
  "Issue|Journal Abbreviation|Library Catalog|Num Pages|Number|Number of Volumes|Original[- ]Date|Pages|Place|" +
  "Read_Status(?:_Date)?|Section|Series|Version Number|Volume|ADS Bibcode|_eprint|tex\\.[\\w-]+";

const programsLine = new RegExp(`^(?:${labels}): *\\S`, "i");

/** Whether a note is a program's and none of the author's: each of its lines a label with a value, as in "ISSN: 1234-5679". */
export function isProgramsNote(note: string): boolean {
  const lines = note
    .replaceAll("\\_", "_")
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean);
  return lines.length > 0 && lines.every((line) => programsLine.test(line));
}
