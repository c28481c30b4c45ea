/** The day of a build, in UTC. `SOURCE_DATE_EPOCH` (reproducible-builds.org) says another one than the clock. */
export function today(): string {
  const seconds = Number(process.env.SOURCE_DATE_EPOCH || Number.NaN);
  return (Number.isFinite(seconds) ? new Date(seconds * 1000) : new Date()).toISOString().slice(0, 10);
}
