/** Words by which the name of a conference says that it is one. */
const conferenceWords =
  /\b(proceedings|proc\.|conference|conf\.|workshops?|symposium|symposia|colloquium|meeting|congress|convention|summit|seminar|advances in neural information processing systems|tagung|konferenz|conf[eé]rence|conferencia|congreso|congr[eè]s|conferência|congresso|atelier|taller)\b|会议|会議|大会|シンポジウム|مؤتمر/i;

/** Words by which the name of a journal says that it is one. */
const journalWords =
  /\b(journal|transactions|annals|letters|reviews?|magazine|quarterly|bulletin|archives|nature|science|cell|lancet|plos|jmlr|tmlr|zeitschrift|revue|revista|rivista)\b/i;

/** Acronyms of journals, which stand beside a year as those of conferences do. */
const journalAcronyms =
  /^(BMJ|CACM|EPL|IJCV|IJRR|JACM|JAIR|JAMA|JASA|JCP|JHEP|JMLR|JOSS|MNRAS|NEJM|PAMI|PNAS|PR[A-EL]|RMP|SIAM|TACL|TIP|TIT|TKDE|TMLR|TNNLS|TOCHI|TODS|TOG|TOPLAS|TPAMI|TSE|TVCG)\b/i;

/** Conferences that are called by their acronym alone. */
const conferenceAcronyms =
  /^(AAAI|AAMAS|ACCV|ACL|AISTATS|ASPLOS|BMVC|CAV|CCS|CHI|CIKM|COLING|COLT|CoNLL|CoRL|CP|CRYPTO|CSCW|CVPR|DAC|DATE|EACL|ECAI|ECCV|ECIR|ECML|EMNLP|EUROCRYPT|EuroSys|FAccT|FOCS|FSE|GECCO|HPCA|ICALP|ICASSP|ICCV|ICDE|ICDM|ICLR|ICML|ICRA|ICSE|IJCAI|IJCNLP|INFOCOM|INTERSPEECH|IROS|ISCA|ISMIR|ISWC|KDD|KR|LICS|LREC|MICCAI|MICRO|NAACL|NDSS|NeurIPS|NIPS|NSDI|OOPSLA|OSDI|PLDI|PODC|PODS|POPL|RecSys|RSS|SIGCOMM|SIGGRAPH|SIGIR|SIGMOD|SODA|SOSP|STACS|STOC|TACAS|UAI|UIST|USENIX|VLDB|WACV|WSDM|WWW)\b/;

/** A year as acronyms carry it: "2021", "'21". */
const year = /(?:\b|(?<=[A-Za-z]))(?:19|20)\d\d\b|['’]\d\d\b/;

/**
 * What the name of a venue says of itself; undefined where it says nothing, as "NeuroImage" and "Brain" do, which are
 * never called a conference.
 */
export function venueKind(name: string): "conference" | "journal" | undefined {
  const text = name.normalize("NFC").trim();
  if (conferenceWords.test(text)) return "conference";
  if (journalWords.test(text) || journalAcronyms.test(text)) return "journal";
  if (conferenceAcronyms.test(text)) return "conference";
  // "ITSC 2021", "MobiSys'19": an acronym with its year.
  const first = text.replace(year, " ").trim().split(/\s+/)[0] ?? "";
  const capitals = first.replace(/[^A-Z]/g, "").length;
  const isAcronym = capitals >= 3 && capitals * 2 >= first.length && first.length <= 14;
  return isAcronym && year.test(text) ? "conference" : undefined;
}

/** Whether the name of a venue, or a note on it, speaks of a poster: "Poster session of …", "poster presentation". */
export function isPosterVenue(text: string): boolean {
  return /^\W*(?:\w+ )?posters?\b|\bposter (?:session|track|presentation)s?\b/i.test(text);
}
