// The styles of the table: well-used ones of many fields and languages, each independent, by their names in the CSL project's styles.

export const comparedStyles: readonly string[] = `
  apa modern-language-association chicago-author-date chicago-notes-bibliography chicago-shortened-notes-bibliography ieee
  harvard-cite-them-right nlm-citation-sequence nature science cell american-chemical-society american-medical-association
  american-institute-of-physics american-physics-society association-for-computing-machinery acm-sig-proceedings
  springer-lecture-notes-in-computer-science springer-basic-author-date springer-vancouver-brackets
  springer-humanities-author-date elsevier-harvard elsevier-with-titles elsevier-vancouver
  china-national-standard-gb-t-7714-2015-numeric china-national-standard-gb-t-7714-2015-author-date
  associacao-brasileira-de-normas-tecnicas norma-portuguesa-405 din-1505-2 deutsche-gesellschaft-fur-psychologie deutsche-sprache
  iso690-author-date-en iso690-numeric-en iso690-author-date-cs iso690-author-date-es infoclio-de universite-de-liege-histoire
  gost-r-7-0-5-2008-numeric sist02 royal-society-of-chemistry angewandte-chemie pnas plos bmj the-lancet
  the-new-england-journal-of-medicine frontiers multidisciplinary-digital-publishing-institute elife nucleic-acids-research
  annual-reviews american-sociological-association american-political-science-association econometrica
  american-geophysical-union american-meteorological-society copernicus-publications institute-of-physics-numeric
  american-mathematical-society-numeric unified-style-sheet-for-linguistics`
  .trim()
  .split(/\s+/);
