/** Why an output could not be written, as a sentence for the author. Nothing was published then. */
export class OutputError extends Error {}
