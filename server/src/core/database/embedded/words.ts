const meanings: readonly (readonly [RegExp, (folder: string) => string])[] = [
  [
    /ENOSPC|No space left on device|EDQUOT|Disk quota exceeded/,
    (folder) =>
      `The disk that holds ${folder} is full. Free some space there and start Hansa again: nothing that was saved is lost.`,
  ],
  [
    /EROFS|Read-only file system/,
    (folder) =>
      `The folder ${folder} lies on a disk that can only be read. Make it writable, or name another folder in HANSA_DATA.`,
  ],
  [
    /EACCES|EPERM|Permission denied|Operation not permitted/,
    (folder) =>
      `The user that Hansa runs as may not write in the folder ${folder}. Give it that right (chown), or name another folder in HANSA_DATA.`,
  ],
  [
    /did not start: .*(?:FATAL|PANIC|ABORT|RuntimeError|Aborted|invalid|corrupt)/is,
    (folder) =>
      `The database in ${folder} cannot be opened; its files may be damaged. Nothing was changed. To put a backup into its place: npm start -- restore <file> --replace, which keeps this folder beside it.`,
  ],
  [/ENOTDIR|EEXIST/, (folder) => `${folder} is a file or lies below one. Name a folder in HANSA_DATA.`],
]

/** What went wrong with the folder of the embedded database, and what to do about it. */
export function inWords(error: Error, folder: string): string {
  const [, say] = meanings.find(([sign]) => sign.test(error.message)) ?? []
  return say ? `${say(folder)} (${error.message})` : error.message
}
