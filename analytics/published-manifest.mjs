import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/**
 * Inside the repository the package is its TypeScript source; published it is `dist`. npm applies `publishConfig` to its own
 * settings only, so the fields are swapped while it packs: `prepack` puts the published manifest and the licence in place,
 * `postpack` takes them away again.
 */
const manifest = new URL('./package.json', import.meta.url)
const kept = new URL('./.package.json.kept', import.meta.url)
const licence = new URL('./LICENSE', import.meta.url)

if (process.argv[2] === 'restore') {
  renameSync(kept, manifest)
  rmSync(licence)
} else {
  copyFileSync(manifest, kept)
  const { scripts: _, publishConfig, ...fields } = JSON.parse(readFileSync(manifest, 'utf8'))
  writeFileSync(manifest, `${JSON.stringify({ ...fields, exports: publishConfig.exports }, null, 2)}\n`)
  copyFileSync(new URL('../LICENSE', import.meta.url), licence)
}
