/** A person or body as one entry names it. Either `family` (with the parts around it) or `literal` is present. */
export interface Name {
  /** CSL `family`, BibLaTeX `family`. */
  readonly family?: string;
  /** CSL `given`, BibLaTeX `given`. */
  readonly given?: string;
  /** A particle that stays with the given name when sorted ("de" in French). CSL `dropping-particle`. */
  readonly droppingParticle?: string;
  /** A particle that belongs to the family name ("van der"). CSL `non-dropping-particle`, BibLaTeX `prefix`. */
  readonly nonDroppingParticle?: string;
  /** "Jr.", "III". CSL `suffix`, BibLaTeX `suffix`. */
  readonly suffix?: string;
  /** An organization, or a name that has no parts. CSL `literal`. */
  readonly literal?: string;
  /** The marks written after the name, in order: `*`, `†`, `1`. Never part of the name. */
  readonly marks?: readonly string[];
  /** BibLaTeX data annotations (`author+an`) on this name. */
  readonly annotations?: readonly string[];
  /** Where the author worked. BibLaTeX data annotations named `affiliation` (`author+an:affiliation`). */
  readonly affiliations?: readonly string[];
  /** The ORCID iD that the entry gives, with its hyphens. BibLaTeX data annotation `orcid` (`author+an:orcid`). */
  readonly orcid?: string;
  /** An address of the person that the entry gives. Data annotation `homepage`. */
  readonly homepage?: string;
  /** The `id` of `people.yaml` by which the entry says who it is. Data annotation `id`. */
  readonly id?: string;
  /** DBLP's number of four digits behind names that several people have, "0001". It tells them apart and is shown nowhere. */
  readonly homonym?: string;
  /** Whether the author is marked as having contributed equally (a `*`, or an `equal` annotation). */
  readonly equalContribution: boolean;
  /** Whether the author is marked as the one to write to (annotation `corresponding`). */
  readonly corresponding: boolean;
}
