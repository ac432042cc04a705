// npm start: installs and builds what is missing, then this process becomes the server, or with a word after it
// (npm start -- backup) one of the commands that work beside a stopped server.
import { buildWeb } from './build-web.mjs'
import { install } from './install.mjs'
import { become, main } from './run.mjs'

await main(async () => {
  const node = await install({ dev: false })
  const words = process.argv.slice(2)
  if (words.length > 0) return become(node, ['server/src/command.ts', ...words])
  await buildWeb(node, (text) => process.stdout.write(text))
  become(node, ['server/src/main.ts'])
})
