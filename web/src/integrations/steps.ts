/** The way of a file into Hansa. */
export const steps = [
  { label: 'File' },
  { label: 'Mapping', hint: 'What each column becomes' },
  { label: 'Dry run', hint: 'What would happen' },
  { label: 'Import' },
] as const
