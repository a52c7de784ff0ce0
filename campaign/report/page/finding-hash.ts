/** The address of a finding within a campaign's report. */
export function findingHash(fingerprint: string): string {
  return `#finding-${fingerprint}`;
}
