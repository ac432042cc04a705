#!/usr/bin/env node
// Types are stripped by Node itself from 22.18 on; in a clone, npm puts the right Node first on the path.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`hansa needs Node 22.18 or newer; this is ${process.version}. In a clone, run it as: npx hansa`)
  process.exit(2)
}
const { main } = await import('../src/main.ts')
process.exitCode = await main(process.argv.slice(2))
